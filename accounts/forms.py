"""Forms of the own account, and allauth's where known and unknown addresses must look alike."""

from allauth.account import forms as allauth_forms
from django import forms
from django.contrib.auth.forms import SetPasswordMixin
from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts import addresses, zones
from accounts.models import Invitation, User
from common.text_safety import refuse_hidden_characters, refuse_line_ends


class LoginForm(allauth_forms.LoginForm):
    """Sign-in with the words of this site."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("E-mail address")
        self.fields["remember"].label = _("Stay signed in on this device")


class SignupForm(allauth_forms.SignupForm):
    """Sign-up that does the same work for every address: one password hash, one letter."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("E-mail address")

    def validate_unique_email(self, value: str) -> str:
        """Note whether an account has the address; the page does not tell."""
        self.account_already_exists = addresses.is_taken(value)
        return value

    def try_save(self, request):
        """Save the new person, or write to the one who has the address; twice at once is no error."""
        if self.account_already_exists:
            make_password(self.cleaned_data["password1"])
            return super().try_save(request)
        try:
            with transaction.atomic():
                return super().try_save(request)
        except IntegrityError:  # the same form was sent twice, and the other one was quicker
            self.account_already_exists = True
            return super().try_save(request)


class ResetPasswordForm(allauth_forms.ResetPasswordForm):
    """Asking for a new password: the letter goes only to an address that an account really has."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("E-mail address")

    def clean_email(self) -> str:
        """Leave out people who merely want to change to this address: it may be a typing error."""
        email = super().clean_email()
        self.users = [user for user in self.users if user.email.lower() == email.lower()]
        return email


class NameForm(forms.ModelForm):
    """Whatever asks a person for their name."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, autocomplete in (("family_name", "family-name"), ("given_name", "given-name")):
            self.fields[name].validators += [refuse_hidden_characters, refuse_line_ends]
            self.fields[name].widget.attrs["autocomplete"] = autocomplete


class SettingsForm(NameForm):
    """Name, language and time zone of the signed-in person."""

    time_zone = forms.ChoiceField(label=_("Time zone"), choices=zones.choices)

    class Meta:
        model = User
        fields = ["family_name", "given_name", "language", "time_zone"]


class InviteForm(forms.ModelForm):
    """A lead invites an officer of the own agency."""

    class Meta:
        model = Invitation
        fields = ["email", "language"]

    def clean_email(self) -> str:
        """Refuse an address that is already invited or already works for an agency."""
        email = self.cleaned_data["email"].lower()
        if Invitation.objects.open().filter(email=email).exists():
            raise forms.ValidationError(_("This address has an open invitation already."))
        if User.objects.with_address(email).filter(agency__isnull=False).exists():
            raise forms.ValidationError(_("This person works for an agency already."))
        return email


class AcceptForm(SetPasswordMixin, NameForm):
    """Name and password of somebody who accepts an invitation."""

    password1, password2 = SetPasswordMixin.create_password_fields()

    class Meta:
        model = User
        fields = ["family_name", "given_name"]

    def clean(self) -> dict:
        """Check that both passwords are the same, and good enough."""
        self.validate_passwords()
        self.validate_password_for_user(self.instance)
        return super().clean()
