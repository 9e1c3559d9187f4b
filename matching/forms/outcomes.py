"""What a side reports of an introduction, and what officers find where the two differ."""

from django import forms
from django.utils.translation import gettext_lazy as _

from matching.models import Outcome
from matching.models.outcomes import AgreementKind, Milestone
from startups.forms import SafeTextMixin

BENEFITS = [
    (1, _("1 – none")),
    (2, _("2 – little")),
    (3, _("3 – some")),
    (4, _("4 – much")),
    (5, _("5 – very much")),
]


class OutcomeForm(SafeTextMixin, forms.Form):
    """One side's answer at one milestone, which it names: sent twice, it answers no other question."""

    milestone = forms.TypedChoiceField(choices=Milestone, coerce=int, widget=forms.HiddenInput)
    meeting = forms.ChoiceField(
        label=_("How was the meeting?"), choices=Outcome.Meeting, widget=forms.RadioSelect
    )
    agreements = forms.MultipleChoiceField(
        label=_("What have you agreed on so far?"),
        help_text=_("Only what the other company reports too counts as an agreement."),
        choices=AgreementKind,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    benefit = forms.TypedChoiceField(
        label=_("How much does your company gain from it?"),
        choices=BENEFITS,
        coerce=int,
        widget=forms.RadioSelect,
    )
    is_final = forms.BooleanField(
        label=_("Nothing more will come of it: this is our last answer."),
        help_text=_("The match is closed when both companies say so."),
        required=False,
    )
    note = forms.CharField(
        label=_("Note for the officers (optional)"),
        help_text=_("Read by the officers of both countries, never by the other company."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean(self):
        """Refuse agreements without a meeting: one of the two is a slip."""
        cleaned = super().clean()
        if cleaned.get("meeting") == Outcome.Meeting.NONE and cleaned.get("agreements"):
            self.add_error(
                "meeting", _("You name an agreement, but say that you have not met. Please correct one.")
            )
        return cleaned


class FindingForm(SafeTextMixin, forms.Form):
    """How officers settle a contest: what counts, and what they found."""

    kinds = forms.MultipleChoiceField(
        label=_("These agreements count"),
        help_text=_("Named by one side only. Tick what you have found to be true."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    finding = forms.CharField(
        label=_("What you found"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, *args, kinds: set[str], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kinds"].choices = [choice for choice in AgreementKind.choices if choice[0] in kinds]
        if not kinds:
            del self.fields["kinds"]
