"""The forms about meetings: proposing times, cancelling, saying how it went."""

from datetime import timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.web_addresses import WebAddressField
from events.meetings.times import WallTimeError, instant_of
from events.models import Attendance, Meeting
from events.models.meetings import MOST_SLOTS
from startups.forms import SafeTextMixin

LENGTHS = [(30, _("30 minutes")), (45, _("45 minutes")), (60, _("1 hour")), (90, _("1 hour 30"))]
FURTHEST = timedelta(days=365)
NAMES = (_("First time"), _("Second time"), _("Third time"))
FAULTS = {
    "nonexistent": _("Clocks go forward that night: this time does not exist. Please choose another."),
    "ambiguous": _("Clocks go back that night: this time comes twice. Please choose another."),
}


class ProposalForm(SafeTextMixin, forms.Form):
    """Up to three times in the person's own zone, and where to meet; `key` makes a second submit harmless."""

    minutes = forms.TypedChoiceField(label=_("Length"), choices=LENGTHS, coerce=int, initial=60)
    video_link = WebAddressField(
        label=_("Video link"),
        max_length=500,
        required=False,
        help_text=_("Starts with https://. We never open it ourselves."),
    )
    place = forms.CharField(
        label=_("Meeting place"),
        max_length=200,
        required=False,
        help_text=_("Where you meet in person: a link, a place, or both."),
    )
    key = forms.UUIDField(widget=forms.HiddenInput)
    seen = forms.IntegerField(widget=forms.HiddenInput, initial=0)

    def __init__(self, *args, zone, **kwargs):
        super().__init__(*args, **kwargs)
        self.zone = zone
        for number in range(1, MOST_SLOTS + 1):
            self.fields[f"day_{number}"] = forms.DateField(
                label=_("Day"),
                required=number == 1,
                widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            )
            self.fields[f"time_{number}"] = forms.TimeField(
                label=_("Begins at"),
                required=number == 1,
                widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
            )

    @property
    def slot_fields(self) -> list:
        """The fields of each time: its name, day and hour."""
        return [(name, self[f"day_{n}"], self[f"time_{n}"]) for n, name in enumerate(NAMES, start=1)]

    @property
    def other_fields(self) -> list:
        """What is asked once, beside the times."""
        return [self[name] for name in ("minutes", "video_link", "place")]

    def clean_video_link(self):
        link = self.cleaned_data["video_link"]
        if link and not link.startswith("https://"):
            raise ValidationError(_("Please give a link that starts with https://."), code="not_https")
        return link

    def clean(self):
        """Put days and hours together into instants."""
        slots = {}
        for number in range(1, MOST_SLOTS + 1):
            instant = self._instant(number)
            if instant in slots.values():
                self.add_error(f"day_{number}", _("This time is proposed twice."))
            if instant:
                slots[number] = instant
        self.cleaned_data["slots"] = sorted(set(slots.values()))
        is_asked_well = not self.errors.keys() & {"place", "video_link"}
        if is_asked_well and not (self.cleaned_data["place"] or self.cleaned_data["video_link"]):
            self.add_error("video_link", _("Please give a video link or a place."))
        return self.cleaned_data

    def proposal(self) -> dict:
        """What `meetings.propose` and `meetings.reschedule` are given."""
        return {name: self.cleaned_data[name] for name in ("slots", "minutes", "place", "video_link")}

    def _instant(self, number: int):
        day, at = self.cleaned_data.get(f"day_{number}"), self.cleaned_data.get(f"time_{number}")
        if day is None or at is None:
            self._ask_for_the_missing_half(number, day, at)
            return None
        try:
            instant = instant_of(day, at, self.zone)
        except WallTimeError as error:
            self.add_error(f"time_{number}", FAULTS[error.fault])
            return None
        except OverflowError:
            self.add_error(f"day_{number}", _("Please check the year."))
            return None
        if instant <= timezone.now():
            self.add_error(f"day_{number}", _("This time has passed."))
        elif instant > timezone.now() + FURTHEST:
            self.add_error(f"day_{number}", _("Please choose a day within a year from now."))
        return instant

    def _ask_for_the_missing_half(self, number: int, day, at) -> None:
        if day is not None and f"time_{number}" not in self.errors:
            self.add_error(f"time_{number}", _("Please give the hour, too."))
        if at is not None and f"day_{number}" not in self.errors:
            self.add_error(f"day_{number}", _("Please give the day, too."))


class CancelForm(SafeTextMixin, forms.Form):
    """Why the meeting is called off."""

    reason = forms.ChoiceField(
        label=_("Reason"),
        choices=[(reason, reason.label) for reason in Meeting.MEMBERS_REASONS],
        widget=forms.RadioSelect,
    )
    explanation = forms.CharField(
        label=_("A word to the other side"),
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class AttendanceForm(forms.Form):
    """How the meeting went, as far as who came."""

    answer = forms.ChoiceField(label=_("Did you meet?"), choices=Attendance.Answer, widget=forms.RadioSelect)


class SlotForm(forms.Form):
    """One of the proposed times."""

    slot = forms.IntegerField(widget=forms.HiddenInput)


def initial_slots(slots, zone) -> dict:
    """The days and hours of some instants, as clocks in `zone` show them."""
    local = {number: slot.astimezone(zone) for number, slot in enumerate(slots, start=1)}
    days = {f"day_{number}": slot.date() for number, slot in local.items()}
    return days | {f"time_{number}": slot.time() for number, slot in local.items()}
