"""People, agencies and invitations."""

from accounts.models.agencies import Agency, Country
from accounts.models.invitations import Invitation
from accounts.models.users import Role, User

__all__ = ["Agency", "Country", "Invitation", "Role", "User"]
