"""Inviting somebody to a company."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from startups.models import MemberInvitation


class InviteMemberForm(forms.ModelForm):
    """The address and the language of the letter."""

    class Meta:
        model = MemberInvitation
        fields = ["email", "language"]

    def __init__(self, *args, company, **kwargs):
        super().__init__(*args, **kwargs)
        self.company = company
        self.fields["email"].widget.attrs["autocomplete"] = "off"

    def clean_email(self) -> str:
        """Refuse who is invited or belongs to the company already: what its owners see anyway.

        Nothing else is looked at: the answer must not tell who has an account.
        """
        email = self.cleaned_data["email"].lower()
        if self.company.invitations.open().filter(email=email).exists():
            raise ValidationError(_("This address has an open invitation already."))
        if email in (membership.user.email.lower() for membership in _memberships(self.company)):
            raise ValidationError(_("This person belongs to the company already."))
        return email


def _memberships(company):
    return company.memberships.select_related("user")
