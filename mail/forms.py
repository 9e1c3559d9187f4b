"""What a mail provider reports."""

from django import forms

from mail.models import SuppressedAddress


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
