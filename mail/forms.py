"""What a mail provider reports, and how often a digest comes."""

from django import forms
from django.utils.translation import gettext_lazy as _

from mail.models import SuppressedAddress
from mail.subscription import OFFERED


class ReportForm(forms.Form):
    """A mail that came back, or that its reader complained about."""

    type = forms.ChoiceField(choices=SuppressedAddress.Reason.choices)
    address = forms.EmailField()
    message_id = forms.CharField(required=False, max_length=255)
    permanent = forms.BooleanField(required=False)  # only for bounces: a full mailbox is emptied again

    def is_final(self) -> bool:
        """Whether the address is of no use any more."""
        report = self.cleaned_data
        return report["permanent"] or report["type"] == SuppressedAddress.Reason.COMPLAINT


class FrequencyForm(forms.Form):
    """How often a digest comes."""

    frequency = forms.ChoiceField(label=_("How often?"), widget=forms.RadioSelect)

    def __init__(self, *args, kind: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["frequency"].choices = [(choice.value, choice.label) for choice in OFFERED[kind]]
