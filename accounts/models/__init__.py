"""People, agencies and invitations."""

from accounts.models.agencies import Agency, Country
from accounts.models.consents import Consent
from accounts.models.invitations import BaseInvitation, Invitation
from accounts.models.users import Role, User

__all__ = ["Agency", "BaseInvitation", "Consent", "Country", "Invitation", "Role", "User"]
