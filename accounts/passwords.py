"""Signing in with a password, and the one password that only a demo may know."""

from allauth.account import auth_backends
from django.conf import settings
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from accounts.models import User

DEMO_PASSWORD = "bridge-of-tsubame-and-loire"  # printed at every start; refused where DEMO is off


class AuthenticationBackend(auth_backends.AuthenticationBackend):
    """allauth's sign-in, which takes the demo password only in a demo."""

    def authenticate(self, request, **credentials):
        """Find the person; does the same work whether or not the address is known."""
        user = super().authenticate(request, **credentials)
        if not settings.DEMO and is_demo_password(credentials.get("password") or ""):
            return None
        return user

    def _authenticate_by_email(self, email, password):
        # allauth also tries everybody who merely wants to change to the address: one more password
        # hashed, which would tell that it has an account.
        return self._check_password(User.objects.with_address(email).first(), password)


class CommonPasswordValidator(password_validation.CommonPasswordValidator):
    """A password that many choose, or that is printed at the start of every demo, protects nobody."""

    def validate(self, password, user=None) -> None:
        """Raise ValidationError for such a password."""
        if is_demo_password(password):
            raise ValidationError(_("This is the public password of the demo. Choose another one."))
        super().validate(password, user)


def is_demo_password(password: str) -> bool:
    """Whether this is the password of the demo's sign-ins."""
    return constant_time_compare(password, DEMO_PASSWORD)
