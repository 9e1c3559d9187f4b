"""The form field of every web address: shown as a link, never opened by the server."""

from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


class WebAddressField(forms.URLField):
    """A URL, https unless it says otherwise, without a name and password: everybody would see them."""

    default_error_messages = {
        "sign_in": _(
            "Please take the user name and the password out of the address: everybody would see them."
        )
    }

    def __init__(self, **kwargs) -> None:
        super().__init__(assume_scheme="https", **kwargs)

    def clean(self, value):
        """The address, or a ValidationError that says what is wrong with it."""
        address = super().clean(value)
        if "@" in urlsplit(address).netloc:
            raise ValidationError(self.error_messages["sign_in"], code="sign_in")
        return address
