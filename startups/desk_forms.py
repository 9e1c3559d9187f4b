"""What officers decide, with the reasons they must give."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from startups.forms import SafeTextMixin
from startups.models import Company, Decision, LabelClaim


class StateForm(forms.Form):
    """Which profiles the desk shows."""

    state = forms.ChoiceField(
        label=_("Show"),
        required=False,
        choices=[
            ("", _("waiting for us")),
            *(choice for choice in Company.State.choices if choice[0] != Company.State.DRAFT),
        ],
    )


class DecisionForm(SafeTextMixin, forms.Form):
    """One decision on a profile, as it was when it was handed in at `submission`."""

    submission = forms.CharField(widget=forms.HiddenInput)
    outcome = forms.ChoiceField(
        label=_("Decision"),
        widget=forms.RadioSelect,
        choices=[
            (Decision.Outcome.PUBLISHED, _("Publish")),
            (Decision.Outcome.CHANGES_REQUESTED, _("Ask for changes")),
            (Decision.Outcome.REJECTED, _("Reject")),
        ],
    )
    reason = forms.ChoiceField(
        label=_("Reason (not needed to publish)"), required=False, choices=Decision.Reason
    )
    explanation = forms.CharField(
        label=_("Explanation for the company (not needed to publish)"),
        help_text=_("Sent to its members as you write it. Say what to do."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("outcome") in (Decision.Outcome.CHANGES_REQUESTED, Decision.Outcome.REJECTED):
            for name in ("reason", "explanation"):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(
                        name,
                        ValidationError(
                            _("The company must know why. Please fill this in."), code="required"
                        ),
                    )
        return cleaned


class SuspensionForm(SafeTextMixin, forms.Form):
    """Why a published profile is hidden."""

    explanation = forms.CharField(
        label=_("Explanation for the company"),
        help_text=_("Sent to its members as you write it. Say what to do."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class LabelDecisionForm(SafeTextMixin, forms.Form):
    """One decision on a label; a refusal needs its reason."""

    outcome = forms.ChoiceField(
        choices=[
            (LabelClaim.State.CONFIRMED.value, _("Confirm")),
            (LabelClaim.State.REFUSED.value, _("Refuse")),
        ]
    )
    reason = forms.CharField(required=False, max_length=1000)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("outcome") == LabelClaim.State.REFUSED and not cleaned.get("reason"):
            self.add_error("reason", ValidationError(_("Please say why."), code="required"))
        return cleaned
