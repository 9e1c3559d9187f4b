"""How allauth fits in: our letters, our languages, and rules that it leaves to us."""

import base64
import hashlib

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as allauth_context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.ratelimit import respond_429
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib import messages
from django.utils import translation

from accounts import addresses
from accounts.models import User
from accounts.zones import home_zone
from mail import suppressions
from mail.letters import send_letter_to


class AccountAdapter(DefaultAccountAdapter):
    """allauth's adapter, with the person's language and time zone from the first page on."""

    def new_user(self, request):
        """Start an account in the language of the page."""
        user = super().new_user(request)
        user.language = translation.get_language()
        user.time_zone = home_zone(user.language)
        return user

    def send_mail(self, template_prefix, email, context) -> None:
        """Queue one of our letters, in the language of whoever has the address, else of the page."""
        user = context.pop("user", None) or User.objects.with_address(email).first()
        language = user.language if user else translation.get_language()
        name = template_prefix.rpartition("/")[2]
        send_letter_to(email, language, f"account/{name}", user=user, **context)

    def send_notification_mail(self, template_prefix, user, context=None, email=None) -> None:
        """Tell somebody in their own language what was changed, even at an address they just left."""
        super().send_notification_mail(template_prefix, user, {**(context or {}), "user": user}, email)

    def confirm_email(self, request, email_address) -> bool:
        """Confirm an address; whoever only claimed it before and never confirmed it has to give way."""
        if not addresses.make_free(email_address.email, for_user=email_address.user):
            failed = "account/messages/email_confirmation_failed.txt"
            self.add_message(request, messages.ERROR, failed, {"email": email_address.email})
            return False
        suppressions.lift(email_address.email)  # whoever opened the letter's link gets mail there
        return super().confirm_email(request, email_address)

    def validation_error(self, code, *args):
        """Answer 429 wherever allauth would print below the form that there were too many attempts."""
        if code in ("too_many_login_attempts", "rate_limited"):
            raise ImmediateHttpResponse(respond_429(allauth_context.request))
        return super().validation_error(code, *args)

    def _get_login_attempts_cache_key(self, request, **credentials) -> str:
        # allauth puts the Host header in front, which whoever guesses passwords may vary.
        return credentials.get("email", "").lower()


class SecondFactorAdapter(DefaultMFAAdapter):
    """allauth's second factor, which some roles may not give up, its secrets unreadable in the database."""

    def encrypt(self, text: str) -> str:
        """The secret as it is stored."""
        return secret_box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The secret that `encrypt` was given."""
        return secret_box().decrypt(encrypted_text.encode()).decode()

    def can_delete_authenticator(self, authenticator) -> bool:
        """Keep the second factor of officers, leads and admins where it is required."""
        return not (settings.SECOND_FACTOR_REQUIRED and authenticator.user.needs_second_factor)


def secret_box() -> MultiFernet:
    """What only this installation's SECRET_KEY opens, or an earlier one in SECRET_KEY_FALLBACKS."""
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    digests = (hashlib.sha256(f"second factor:{key}".encode()).digest() for key in keys)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])
