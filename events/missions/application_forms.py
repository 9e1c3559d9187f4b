"""The forms of companies and jurors: one answer to a step, who would travel, points."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.models.users import Language
from events.models.applications import LONGEST_ANSWER
from events.models.jury import MOST_POINTS
from startups.contact_data import find_contact_data
from startups.forms import SafeTextMixin


class AnswerForm(SafeTextMixin, forms.Form):
    """The answer to one criterion."""

    text = forms.CharField(
        max_length=LONGEST_ANSWER,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("In any of the three languages. No names, addresses or telephone numbers."),
    )

    def __init__(self, *args, criterion, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].label = str(criterion)

    def clean_text(self):
        if find_contact_data(self.cleaned_data["text"]):
            raise ValidationError(
                _("Please leave out e-mail addresses, telephone numbers and links."), code="contact_data"
            )
        return self.cleaned_data["text"]


class TravellersForm(forms.Form):
    """How many people would travel, and what they speak."""

    people = forms.IntegerField(label=_("How many people would travel?"), min_value=1, max_value=5)
    languages = forms.MultipleChoiceField(
        label=_("Languages they speak"), choices=Language, widget=forms.CheckboxSelectMultiple
    )


class PointsForm(SafeTextMixin, forms.Form):
    """Points for every criterion, once and for all."""

    def __init__(self, *args, criteria, **kwargs):
        super().__init__(*args, **kwargs)
        for criterion in criteria:
            self.fields[f"criterion_{criterion.pk}"] = forms.TypedChoiceField(
                label=_("%(question)s (weight %(weight)s)")
                % {"question": criterion, "weight": criterion.weight},
                choices=[(points, str(points)) for points in range(MOST_POINTS + 1)],
                coerce=int,
                widget=forms.RadioSelect(attrs={"class": "points"}),
            )
        self.fields["remark"] = forms.CharField(
            label=_("Remark for the other jurors"),
            max_length=1000,
            required=False,
            widget=forms.Textarea(attrs={"rows": 3}),
        )

    def points(self) -> dict[int, int]:
        """The points by criterion."""
        return {
            int(name.removeprefix("criterion_")): value
            for name, value in self.cleaned_data.items()
            if name.startswith("criterion_")
        }
