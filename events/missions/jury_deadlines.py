"""When jurors owe their points: one day for all, a reminder before it, a note to the leads after it."""

from collections import Counter
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from accounts.models import Country
from common.working_days import working_days_after
from events.missions import letters as mission_letters
from events.missions.happening import locked_mission
from events.models import JurySeat, Mission

TO_SCORE, TO_FOLLOW = 10, 3  # working days of both countries: for a jury, and at least for a successor
REMIND_BEFORE = timedelta(days=3)


def usual_due_on(days: int = TO_SCORE) -> date:
    """The day after so many working days of both countries from today."""
    return max(working_days_after(timezone.localdate(), days, country) for country in Country)


def due_on_of_successor(seat: JurySeat) -> date:
    """The same day as for the others, but never too soon to read the application."""
    return max(seat.due_on, usual_due_on(TO_FOLLOW))


def due_on_of(mission: Mission) -> date | None:
    """The last day on which points are owed for the mission; None where none are."""
    open_seats = JurySeat.objects.to_score().filter(application__mission=mission)
    return max(open_seats.values_list("due_on", flat=True), default=None)


def to_remind():
    """Missions for which points are due soon of which the jurors were not reminded."""
    return Mission.objects.filter(pk__in=_to_remind().values("application__mission"))


def to_escalate():
    """Missions with late jurors of whom no lead was told."""
    return Mission.objects.filter(pk__in=_to_escalate().values("application__mission"))


@transaction.atomic
def remind(mission: Mission) -> None:
    """Remind each juror once of the points that are due soon."""
    mission = locked_mission(mission.pk)
    seats = list(_to_remind().filter(application__mission=mission).select_related("juror"))
    for juror, count in Counter(seat.juror for seat in seats).items():
        due_on = min(seat.due_on for seat in seats if seat.juror == juror)
        mission_letters.to_juror(juror, mission, "mission_jury_reminder", count=count, due_on=due_on)
    _mark(seats, "reminded_at")


@transaction.atomic
def escalate(mission: Mission) -> None:
    """Tell the leads of each country once which of its jurors are late."""
    mission = locked_mission(mission.pk)
    seats = list(_to_escalate().filter(application__mission=mission).select_related("juror__agency"))
    for country in Country:
        late = Counter(seat.juror for seat in seats if seat.country == country)
        if late:
            lines = [f"{juror.full_name}: {count}" for juror, count in late.items()]
            mission_letters.to_leads(mission, country, "mission_jury_late", late="\n".join(lines))
    _mark(seats, "escalated_at")


def _to_remind():
    due = JurySeat.objects.to_score().filter(reminded_at=None, juror__is_active=True)
    soon = timezone.localdate() + REMIND_BEFORE
    return due.filter(due_on__lte=soon, due_on__gte=timezone.localdate()).order_by("juror", "pk")


def _to_escalate():
    return JurySeat.objects.stalled().filter(escalated_at=None).order_by("juror", "pk")


def _mark(seats: list[JurySeat], name: str) -> None:
    JurySeat.objects.filter(pk__in=[seat.pk for seat in seats]).update(**{name: timezone.now()})
