"""A second factor that its owner has lost."""

from allauth.account.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.db import transaction

from accounts.models import User


@transaction.atomic
def take_away(person: User) -> None:
    """Remove every second factor of this person, recovery codes included, and write to them."""
    Authenticator.objects.filter(user=person).delete()
    get_adapter().send_notification_mail("mfa/email/totp_deactivated", person)
