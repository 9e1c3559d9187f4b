"""People, agencies, consents, invitations and leave."""

from accounts.models.absences import Absence
from accounts.models.agencies import Agency, Country
from accounts.models.consents import Consent
from accounts.models.invitations import BaseInvitation, Invitation
from accounts.models.users import Role, User

__all__ = ["Absence", "Agency", "BaseInvitation", "Consent", "Country", "Invitation", "Role", "User"]
