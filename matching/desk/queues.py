"""The queues of the desk. A new kind of work for officers is one more line in QUEUES."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Count, Min, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts import absences
from accounts.models import User
from events.models import JurySeat, Mission
from matching.desk import halves as halves_list
from matching.desk import missed, reports, screening
from matching.failed_mails import failed_mails_of
from matching.models import Approval, Contest, Match
from startups.models import Company, LabelClaim


@dataclass(frozen=True)
class Figures:
    """How much waits, how much of it is overdue, the next due date; without due dates, since when."""

    count: int
    overdue: int = 0
    due_on: date | None = None
    since: date | None = None


@dataclass(frozen=True)
class Queue:
    """One kind of work: its name, its figures for an officer, and the page that lists it."""

    title: Promise
    figures: Callable[[User], Figures]
    address: str
    query: str = ""
    is_open: Callable[[User], bool] = lambda officer: True

    @property
    def url(self) -> str:
        return reverse(self.address) + self.query


@dataclass(frozen=True)
class Row:
    """A queue with its figures."""

    queue: Queue
    figures: Figures


def rows(officer: User) -> list[Row]:
    """The queues of `officer`: overdue ones first, then by due date, then those with work and no date."""
    found = [Row(queue, queue.figures(officer)) for queue in QUEUES if queue.is_open(officer)]
    return sorted(found, key=_urgency)


def with_due_dates(rows: QuerySet) -> Figures:
    """The figures of rows that have a `due_on`."""
    late = Q(due_on__lt=timezone.localdate())
    return Figures(
        **rows.order_by().aggregate(count=Count("pk"), overdue=Count("pk", late), due_on=Min("due_on"))
    )


def by_age(rows: QuerySet, began: str = "created_at") -> Figures:
    """The figures of rows that have no due date."""
    found = rows.order_by().aggregate(count=Count("pk", distinct=True), since=Min(began))
    since = found["since"] and timezone.localdate(found["since"])
    return Figures(count=found["count"], since=since)


def profiles(officer: User) -> Figures:
    """Profiles of the own country that nobody has verified."""
    waiting = Company.objects.for_officer(officer).awaiting_verification().only("state", "submitted_at")
    due = [company.due_on for company in waiting]
    overdue = sum(day < timezone.localdate() for day in due)
    return Figures(len(due), overdue, min(due, default=None))


def labels(officer: User) -> Figures:
    """Claims on labels of the own country."""
    return by_age(LabelClaim.objects.for_officer(officer).awaiting_decision())


def own_halves(officer: User) -> Figures:
    """Halves that are assigned to the officer."""
    return with_due_dates(halves(officer).asked_of([officer]))


def halves_of_the_absent(officer: User) -> Figures:
    """Halves of those for whom the officer stands in."""
    return with_due_dates(halves(officer).asked_of(absences.stands_in_for(officer)))


def halves_of_country(officer: User) -> Figures:
    """All halves of the own country."""
    return with_due_dates(halves(officer))


def halves(officer: User) -> QuerySet[Approval]:
    """What the officer may decide and nobody has."""
    return Approval.objects.for_officer(officer).undecided()


def to_screen(officer: User) -> Figures:
    """Suggestions that no company sees before an officer has looked at them."""
    return by_age(screening.waiting(officer), "suggested_at")


def reported(officer: User) -> Figures:
    """What companies of the own country told about others."""
    return by_age(reports.waiting(officer))


def unmet(officer: User) -> Figures:
    """Introductions that have not led to a meeting within ten days."""
    return by_age(halves_list.unmet(officer), "match__introduced_at")


def missed_meetings(officer: User) -> Figures:
    """Companies that repeatedly did not come to a meeting."""
    return Figures(count=missed.companies(officer).count())


def contested(officer: User) -> Figures:
    """Outcomes on which the two sides differ."""
    matches = Match.objects.without_own_companies(officer)
    return by_age(Contest.objects.open().filter(match__in=matches))


def failed_mails(lead: User) -> Figures:
    """Mails to people of the own country that did not arrive, as long as they can be sent again."""
    return by_age(failed_mails_of(lead.country).filter(cleared_at=None))


def to_countersign(officer: User) -> Figures:
    """Missions to the own country that wait for its signature."""
    return by_age(Mission.objects.for_host(officer).awaiting_countersignature(), "proposed_at")


def to_agree(officer: User) -> Figures:
    """Selections of the other country's missions that wait for an agreement."""
    return by_age(Mission.objects.for_host(officer).awaiting_agreement(), "nominated_at")


def to_take_further(officer: User) -> Figures:
    """Missions of the own country whose call has closed, or whose selection was agreed."""
    return by_age(Mission.objects.for_sender(officer).awaiting_sender(), "deadline_at")


def to_score(officer: User) -> Figures:
    """Applications that the officer scores as a juror."""
    return with_due_dates(JurySeat.objects.to_score().filter(juror=officer))


def late_jurors(lead: User) -> Figures:
    """Applications for which jurors of the own country owe points for too long."""
    late = JurySeat.objects.stalled().filter(country=lead.country).exclude(juror=lead)
    return with_due_dates(late.exclude(application__company__memberships__user=lead))


def _urgency(row: Row) -> tuple[Any, ...]:
    figures = row.figures
    return (not figures.overdue, figures.due_on or date.max, not figures.count)


QUEUES: tuple[Queue, ...] = (
    Queue(_("Matches to decide: mine"), own_halves, "matching:desk_matches"),
    Queue(
        _("Matches to decide: of officers for whom I stand in"),
        halves_of_the_absent,
        "matching:desk_matches",
        "?whose=absent",
        is_open=lambda officer: bool(absences.stands_in_for(officer)),
    ),
    Queue(
        _("Matches to decide: all of my country"), halves_of_country, "matching:desk_matches", "?whose=all"
    ),
    Queue(_("Profiles to verify"), profiles, "startups:desk"),
    Queue(_("Labels to confirm"), labels, "startups:label_desk"),
    Queue(
        _("Suggestions to screen"),
        to_screen,
        "matching:screening",
        is_open=lambda officer: settings.MATCHING_SCREEN_SUGGESTIONS,
    ),
    Queue(_("Reports about companies"), reported, "matching:reports"),
    Queue(_("Introduced, but no meeting"), unmet, "matching:unmet"),
    Queue(_("Companies that missed meetings"), missed_meetings, "matching:missed_meetings"),
    Queue(_("Contested outcomes"), contested, "matching:contests"),
    Queue(
        _("Failed mails"),
        failed_mails,
        "matching:failed_mails",
        is_open=lambda officer: officer.is_lead,
    ),
    Queue(_("Missions to countersign"), to_countersign, "missions:list"),
    Queue(_("Applications to score"), to_score, "missions:jury"),
    Queue(
        _("Points that jurors owe for too long"),
        late_jurors,
        "missions:jury",
        is_open=lambda officer: officer.is_lead,
    ),
    Queue(_("Selections to agree to"), to_agree, "missions:list"),
    Queue(_("Missions to give to the jury or to publish"), to_take_further, "missions:list"),
)
