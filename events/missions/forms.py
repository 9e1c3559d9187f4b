"""The forms of officers about missions: facts and conditions, texts, and the lists that belong to one."""

from django import forms
from django.core.exceptions import ValidationError
from django.forms import inlineformset_factory
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models.users import Language
from events.meetings.forms import FAULTS
from events.meetings.times import WallTimeError, instant_of
from events.missions import jury_deadlines
from events.models import Cost, Criterion, Edition, Mission, MissionText, ProgrammeItem
from startups.forms import SafeTextMixin
from startups.models import Company, Field, Programme, Technology

RULES = (
    "oldest_years",
    "stages",
    "head_counts",
    "needed_fields",
    "needed_technologies",
    "labels",
    "prototype",
)
FIRST = (
    *("edition", "starts_on", "ends_on", "opens_day", "opens_time"),
    *("deadline_day", "deadline_time", "seats"),
)
KEYS = {"needed_fields": "fields", "needed_technologies": "technologies"}  # names that the mission has, too
CHOICES = {
    "stages": (_("Stage: one of"), Company.Stage.choices),
    "head_counts": (_("Head-count: one of"), Company.HeadCount.choices),
    "needed_fields": (_("Active in at least one of these fields"), Field.choices),
    "needed_technologies": (_("Uses at least one of these technologies"), Technology.choices),
}


def day_field(label, **given):
    """A day from the browser's own calendar."""
    return forms.DateField(
        label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **given
    )


def time_field(label):
    """An hour of the officer's own zone."""
    return forms.TimeField(label=label, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))


class MissionForm(SafeTextMixin, forms.ModelForm):
    """Where to, when, for whom; days and hours of the call are those of the officer's own zone."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    starts_on = day_field(_("First day of the mission"))
    ends_on = day_field(_("Last day of the mission"))
    opens_day = day_field(_("The call opens on"))
    opens_time = time_field(_("at"))
    deadline_day = day_field(_("Deadline: day"))
    deadline_time = time_field(_("Deadline: hour"))
    fields = forms.MultipleChoiceField(
        label=_("Fields of the mission"), choices=Field, widget=forms.CheckboxSelectMultiple, required=False
    )
    technologies = forms.MultipleChoiceField(
        label=_("Technologies of the mission"),
        choices=Technology,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages of the mission"), choices=Language, widget=forms.CheckboxSelectMultiple
    )
    oldest_years = forms.IntegerField(
        label=_("Founded at most so many years before the deadline"),
        min_value=1,
        max_value=100,
        required=False,
    )
    prototype = forms.BooleanField(label=_("Has at least a prototype to show"), required=False)

    class Meta:
        model = Mission
        fields = [
            "edition",
            "starts_on",
            "ends_on",
            "seats",
            "fields",
            "technologies",
            "languages",
            "deposit",
            "currency",
            "interpreter_budget",
        ]
        help_texts = {
            "deposit": _("Per company; 0 for none. Only its state is recorded here, never how it is paid."),
            "interpreter_budget": _("For the whole delegation; 0 for none."),
        }

    def __init__(self, *args, officer, **kwargs):
        super().__init__(*args, **kwargs)
        self.officer = officer
        abroad = Edition.objects.upcoming().exclude(show__country=officer.country).select_related("show")
        self.fields["edition"].queryset = abroad
        self.fields["seats"].min_value = 1
        programmes = Programme.objects.filter(country=officer.country)
        choices = CHOICES | {
            "labels": (_("Holds one of these labels"), [(each.slug, each.name) for each in programmes])
        }
        for name, (label, options) in choices.items():
            self.fields[name] = forms.MultipleChoiceField(
                label=label, choices=options, widget=forms.CheckboxSelectMultiple, required=False
            )
        self.order_fields([*FIRST, *(name for name in self.fields if name not in RULES), *RULES])
        for name, value in self._kept().items():
            self.fields[name].initial = value

    def clean(self):
        """Put days and hours together into instants, and look at their order."""
        super().clean()
        opens_at, deadline_at = self._instant("opens"), self._instant("deadline")
        if opens_at and deadline_at and deadline_at <= opens_at:
            self.add_error("deadline_day", _("The deadline comes before the call opens."))
        if deadline_at and deadline_at <= timezone.now():
            self.add_error("deadline_day", _("This time has passed."))
        first, last = self.cleaned_data.get("starts_on"), self.cleaned_data.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The last day lies before the first."))
        if first and deadline_at and deadline_at.date() >= first:
            self.add_error("starts_on", _("The mission begins before the deadline."))
        self.instance.opens_at, self.instance.deadline_at = opens_at, deadline_at
        self.instance.rules = self._rules()
        return self.cleaned_data

    def clean_seats(self):
        if self.cleaned_data["seats"] < 1:
            raise ValidationError(_("At least one seat, please."), code="no_seat")
        return self.cleaned_data["seats"]

    def _instant(self, name: str):
        day, at = self.cleaned_data.get(f"{name}_day"), self.cleaned_data.get(f"{name}_time")
        if day is None or at is None:
            return None
        try:
            return instant_of(day, at, self.officer.zone)
        except WallTimeError as error:
            self.add_error(f"{name}_time", FAULTS[error.fault])
        except OverflowError:
            self.add_error(f"{name}_day", _("Please check the year."))
        return None

    def _rules(self) -> dict:
        given = {KEYS.get(name, name): self.cleaned_data.get(name) for name in RULES}
        return {name: value for name, value in given.items() if value}

    def _kept(self) -> dict:
        kept = {name: self.instance.rules.get(KEYS.get(name, name)) for name in RULES}
        kept["key"] = self.instance.key
        for name in ("opens", "deadline"):
            if instant := getattr(self.instance, f"{name}_at"):
                local = instant.astimezone(self.officer.zone)
                kept |= {f"{name}_day": local.date(), f"{name}_time": local.time()}
        return kept


class MissionTextsForm(SafeTextMixin, forms.Form):
    """Title and theme in each of the three languages."""

    def __init__(self, *args, mission, **kwargs):
        super().__init__(*args, **kwargs)
        self.mission = mission
        known = {text.language: text for text in mission.texts.all()}
        for code, name in Language.choices:
            text = known.get(code)
            self.fields[f"title_{code}"] = forms.CharField(
                label=_("Title: %(language)s") % {"language": name},
                max_length=120,
                initial=text and text.title,
                widget=forms.TextInput(attrs={"lang": code}),
            )
            self.fields[f"theme_{code}"] = forms.CharField(
                label=_("Theme: %(language)s") % {"language": name},
                max_length=3000,
                initial=text and text.theme,
                widget=forms.Textarea(attrs={"rows": 6, "lang": code}),
                help_text=_("What it is about and whom it is for. Companies are suggested by this text."),
            )

    def save(self) -> None:
        """Keep the six texts."""
        for code in Language.values:
            texts = {name: self.cleaned_data[f"{name}_{code}"] for name in ("title", "theme")}
            MissionText.objects.update_or_create(mission=self.mission, language=code, defaults=texts)


class PartForm(SafeTextMixin, forms.ModelForm):
    """One line of a list."""


def _lists(model, fields, **given):
    return inlineformset_factory(Mission, model, form=PartForm, fields=fields, can_delete=True, **given)


DAYS = {"day": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}
PARTS = {
    "criteria": (
        _("Criteria"),
        _lists(Criterion, ["french", "japanese", "english", "weight", "position"], extra=3),
    ),
    "costs": (_("Cost sheet"), _lists(Cost, ["kind", "amount", "currency", "payer"], extra=4)),
    "programme": (
        _("Programme"),
        _lists(ProgrammeItem, ["day", "kind", "place"], extra=4, widgets=DAYS),
    ),
}


class RemarkForm(SafeTextMixin, forms.Form):
    """What the host country asks to be changed."""

    remark = forms.CharField(
        label=_("What should be changed?"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)


class JuryForm(forms.Form):
    """By when jurors give their points."""

    due_on = day_field(
        _("Points are due by"),
        initial=jury_deadlines.usual_due_on,
        help_text=_(
            "Jurors are reminded three days before; the day after it, the leads of who is late are told."
        ),
    )

    def clean_due_on(self):
        if self.cleaned_data["due_on"] <= timezone.localdate():
            raise ValidationError(_("Please choose a day after today."), code="too_soon")
        return self.cleaned_data["due_on"]


class CallOffForm(forms.Form):
    """Why a mission does not take place."""

    REASONS = [
        ("show_cancelled", _("The show does not take place")),
        ("too_few", _("Too few applications")),
        ("budget", _("Budget")),
        ("other", _("Other")),
    ]
    reason = forms.ChoiceField(label=_("Reason"), choices=REASONS)
