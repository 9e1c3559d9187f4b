"""What officers fill in at their desk."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Country, User
from common.text_safety import search_form
from matching.desk.bulk import MOST_AT_ONCE, Action
from matching.desk.halves import colleagues
from matching.desk.screening import Verdict
from matching.life import assigning, deciding
from matching.models import Approval, Match
from startups.forms import SafeTextMixin
from startups.models import Company
from startups.text_forms import without_contact_data

LONGEST_NOTE = 600
LONGEST_LIST = 20  # companies found by name
# What was judged just now stays a choice: the answer says by whom.
JUDGED = [Match.State.PROPOSED, Match.State.SUGGESTED, Match.State.REFUSED]
REASONS = [("", "---------"), *((value, label) for value, label in Approval.Reason.choices if value)]


class ApprovalForm(forms.Form):
    """What the officer considered before approving, and whether they want a copy of the introduction."""

    checks = forms.MultipleChoiceField(
        label=_("Before you approve"),
        help_text=_("The first two are needed."),
        choices=Approval.Check.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    wants_copy = forms.BooleanField(
        label=_("Send me a copy of the introduction"),
        help_text=_("Only if both contact persons have agreed to officers in copy."),
        required=False,
    )

    def clean_checks(self):
        """Sanctions and conflicts of interest come first."""
        checks = self.cleaned_data["checks"]
        if not set(Approval.NEEDED_CHECKS) <= set(checks):
            raise forms.ValidationError(
                _("Sanctions, export control and conflicts of interest must be considered first."),
                code="unchecked",
            )
        return checks


class ReasonForm(SafeTextMixin, forms.Form):
    """Why not, or not yet: for officers only."""

    reason = forms.ChoiceField(label=_("Reason"), choices=REASONS)
    explanation = forms.CharField(
        label=_("Explanation"),
        help_text=_("For officers only: the companies are not told why."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class RefusalForm(ReasonForm):
    """Why the match is refused."""


class HoldForm(ReasonForm):
    """Until when the half waits, and for what."""

    until = forms.DateField(
        label=_("On hold until"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    field_order = ["until"]

    def __init__(self, *args, country: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.latest = deciding.latest_hold(country)
        self.fields["until"].widget.attrs["max"] = self.latest.isoformat()
        self.fields["until"].initial = self.latest

    def clean_until(self):
        """After today, and within ten working days."""
        until = self.cleaned_data["until"]
        if not deciding.may_hold_until(until, self.latest):
            raise forms.ValidationError(_("A hold ends after today and within ten working days."), code="day")
        return until


class SelectionForm(forms.Form):
    """Which halves to decide together, and how."""

    action = forms.ChoiceField(choices=Action.choices)
    half = forms.ModelMultipleChoiceField(queryset=Approval.objects.none())

    def __init__(self, *args, officer: User, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["half"].queryset = (
            Approval.objects.for_officer(officer).with_match().order_by("due_on", "pk")
        )

    def clean_half(self):
        """A bounded number of them."""
        halves = self.cleaned_data["half"]
        if len(halves) > MOST_AT_ONCE:
            raise forms.ValidationError(
                _("Please select at most %(most)s matches."), code="too_many", params={"most": MOST_AT_ONCE}
            )
        return halves


class OfficerField(forms.ModelChoiceField):
    """One officer, by name and agency."""

    def label_from_instance(self, officer: User) -> str:
        return f"{officer.full_name} ({officer.agency})"


class AssignmentForm(forms.Form):
    """Who is to decide a half."""

    officer = OfficerField(label=_("Officer"), queryset=User.objects.none())

    def __init__(self, *args, half: Approval, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        officers = assigning.officers_of(half.country, half.match).select_related("agency")
        self.fields["officer"].queryset = officers.exclude(pk=half.assigned_to_id).order_by(
            "family_name", "pk"
        )


class HandOverForm(forms.Form):
    """Who takes over all that one officer has to decide."""

    officer = OfficerField(label=_("Give all to"), queryset=User.objects.none())

    def __init__(self, *args, lead: User, giver: User, **kwargs) -> None:
        super().__init__(*args, **{"auto_id": f"id_{giver.pk}_%s", **kwargs})
        self.fields["officer"].queryset = colleagues(lead).exclude(pk=giver.pk)


class PairSearchForm(forms.Form):
    """A French and a Japanese company, each looked for by name."""

    french_name = forms.CharField(
        label=_("French company, by name"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    japanese_name = forms.CharField(
        label=_("Japanese company, by name in any script"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    french = forms.ModelChoiceField(queryset=Company.objects.none(), required=False, widget=forms.HiddenInput)
    japanese = forms.ModelChoiceField(
        queryset=Company.objects.none(), required=False, widget=forms.HiddenInput
    )

    def __init__(self, *args, officer: User, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.companies = Company.objects.published().exclude(pk__in=Company.objects.of(officer).values("pk"))
        self.fields["french"].queryset = self.companies.filter(country=Country.FRANCE)
        self.fields["japanese"].queryset = self.companies.filter(country=Country.JAPAN)

    def found(self, side: str) -> list[Company]:
        """The companies of one side ("french" or "japanese") whose name was typed, none without a name."""
        name = self.cleaned_data.get(f"{side}_name")
        if not name:
            return []
        companies = self.fields[side].queryset
        return list(companies.filter(search_key__contains=search_form(name))[:LONGEST_LIST])


class PairForm(SafeTextMixin, forms.Form):
    """The pair an officer makes, and the note both companies read."""

    french = forms.ModelChoiceField(queryset=Company.objects.none(), widget=forms.HiddenInput)
    japanese = forms.ModelChoiceField(queryset=Company.objects.none(), widget=forms.HiddenInput)
    note = forms.CharField(
        label=_("Note to both companies"),
        help_text=_(
            "Why they should meet, in a language both read. No names, addresses or telephone numbers."
        ),
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args, officer: User, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        search = PairSearchForm(officer=officer)
        for side in ("french", "japanese"):
            self.fields[side].queryset = search.fields[side].queryset

    def clean_note(self):
        return without_contact_data(self.cleaned_data["note"])


class ScreeningForm(forms.Form):
    """Which suggestions to clear or to turn down."""

    verdict = forms.ChoiceField(choices=Verdict.choices)
    match = forms.ModelMultipleChoiceField(queryset=Match.objects.none())

    def __init__(self, *args, officer: User, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        matches = Match.objects.without_own_companies(officer).filter(state__in=JUDGED)
        self.fields["match"].queryset = matches.with_companies()


class FindingForm(SafeTextMixin, forms.Form):
    """What the officer found out about a report."""

    finding = forms.CharField(
        label=_("Finding"),
        help_text=_("What you found out and did. For officers only."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
