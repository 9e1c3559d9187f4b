"""The jury: at least two officers of each country score every eligible application, blind to each other."""

from collections import Counter, defaultdict
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Absence, Country, User
from common.states import TransitionError
from events.missions import jury_deadlines, scoring
from events.missions import letters as mission_letters
from events.missions.happening import happen, is_repeated, locked_mission, refuse
from events.models import Application, JurySeat, Mission, Score
from events.models.application_life import ApplicationEvent, ApplicationState
from events.models.mission_life import MissionEvent, MissionState
from startups.models import Membership

JURORS_PER_COUNTRY = 2


@transaction.atomic
def start(mission: Mission, *, by: User, due_on: date | None = None) -> None:
    """Give every eligible application its jurors and tell them by when their points are due."""
    mission = locked_mission(mission.pk)
    if is_repeated(mission, MissionEvent.START, by):
        return
    happen(mission, MissionEvent.START, by=by)
    if mission.applications.filter(state=ApplicationState.SUBMITTED).exists():
        raise TransitionError(_("Some applications are still being checked. Please try again in a minute."))
    eligible = list(mission.applications.filter(state=ApplicationState.ELIGIBLE).order_by("pk"))
    if not eligible:
        raise TransitionError(_("No application meets the conditions: there is nothing for a jury to score."))
    due_on = due_on or jury_deadlines.usual_due_on()
    assigned: Counter[User] = Counter()
    for application in eligible:
        for country in Country:
            for juror in _choose(mission, application, country, count=JURORS_PER_COUNTRY):
                application.jury.create(juror=juror, country=country, due_on=due_on)
                assigned[juror] += 1
    for juror, count in assigned.items():
        mission_letters.to_juror(juror, mission, "mission_jury", count=count, due_on=due_on)


@transaction.atomic
def score(seat: JurySeat, *, by: User, points: dict[int, int], remark: str = "") -> None:
    """Keep one juror's points for every criterion, once and for all; then the others' are shown to them."""
    mission = locked_mission(seat.application.mission_id)
    seat = _held(seat, by)
    if seat.scored_at:
        return
    application = seat.application
    if mission.state != MissionState.SELECTING or application.state != ApplicationState.ELIGIBLE:
        refuse(application)
    criteria = {criterion.pk: criterion for criterion in mission.criteria.all()}
    if points.keys() != criteria.keys():
        raise ValueError("Every criterion is scored.")
    Score.objects.bulk_create(
        Score(seat=seat, criterion=criteria[key], points=value) for key, value in points.items()
    )
    JurySeat.objects.filter(pk=seat.pk).update(scored_at=timezone.now(), remark=remark)
    if not application.jury.active().filter(scored_at=None).exists():
        happen(application, ApplicationEvent.SCORE)


@transaction.atomic
def step_back(seat: JurySeat, *, by: User) -> None:
    """Leave an application to another officer of the same country, because of a conflict of interest."""
    mission = locked_mission(seat.application.mission_id)
    seat = _held(seat, by, even_after=True)
    if seat.stepped_back_at:
        return
    if seat.scored_at or mission.state != MissionState.SELECTING:
        refuse(seat.application)
    _pass_on(mission, seat)


@transaction.atomic
def hand_over(seat: JurySeat, *, by: User) -> None:
    """Give what a juror owes for too long to another officer of the same country, as a lead of it."""
    mission = locked_mission(seat.application.mission_id)
    rows = JurySeat.objects.select_for_update(of=["self"]).select_related("application__company")
    seat = rows.get(pk=seat.pk)
    if not by.is_lead or by.country != seat.country:
        raise PermissionDenied
    if seat.stepped_back_at:
        return
    if not JurySeat.objects.stalled().filter(pk=seat.pk).exists():
        refuse(seat.application, _("The points are in, or not due yet."))
    _pass_on(mission, seat)


def sees_scores(application: Application, user: User) -> bool:
    """Whether an officer may see the points of others: not before their own are in."""
    if not user.is_officer or application.company.memberships.filter(user=user).exists():
        return False
    return not application.jury.active().filter(juror=user, scored_at=None).exists()


def is_blind(mission: Mission, user: User) -> bool:
    """Whether the user still owes points for some application of this mission."""
    return JurySeat.objects.to_score().filter(application__mission=mission, juror=user).exists()


def awaited(mission: Mission, reader: User) -> list[tuple[str, int]]:
    """Who owes points for how many applications: colleagues of the reader by name, others by agency."""
    seats = JurySeat.objects.to_score().filter(application__mission=mission).select_related("juror__agency")
    return Counter(_said(seat, reader) for seat in seats).most_common()


def results(mission: Mission) -> dict[int, scoring.Result]:
    """Each scored application's result, best first."""
    weights = dict(mission.criteria.values_list("pk", "weight"))
    points: dict[JurySeat, dict[int, int]] = defaultdict(dict)
    seats = JurySeat.objects.active().filter(application__mission=mission, scored_at__isnull=False)
    for seat in seats.prefetch_related("scores"):
        points[seat] = {score.criterion_id: score.points for score in seat.scores.all()}
    by_application: dict[int, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for seat, given in points.items():
        by_application[seat.application_id][seat.country].append(scoring.score(given, weights))
    found = {key: scoring.result(scores) for key, scores in by_application.items()}
    return {key: found[key] for key in scoring.ranked(found)}


def _pass_on(mission: Mission, seat: JurySeat) -> None:
    [successor] = _choose(mission, seat.application, Country(seat.country), count=1)
    JurySeat.objects.filter(pk=seat.pk).update(stepped_back_at=timezone.now())
    due_on = jury_deadlines.due_on_of_successor(seat)
    seat.application.jury.create(juror=successor, country=seat.country, due_on=due_on)
    mission_letters.to_juror(successor, mission, "mission_jury", count=1, due_on=due_on)


def _choose(mission: Mission, application: Application, country: Country, *, count: int) -> list[User]:
    """Officers without a conflict of interest, those who are there and have least to score first."""
    applied = mission.applications.values("company")
    conflicted = Membership.objects.filter(company__in=applied).values("user")
    there = mission_letters.officers_of(country).exclude(pk__in=conflicted)
    there = there.exclude(jury_seats__application=application)
    load = Counter(
        JurySeat.objects.active().filter(application__mission=mission).values_list("juror", flat=True)
    )
    away = set(Absence.objects.on(timezone.localdate()).values_list("officer", flat=True))
    found = sorted(there, key=lambda juror: (juror.pk in away, load[juror.pk], juror.pk))
    if len(found) < count:
        text = _(
            "%(country)s has too few officers without a conflict of interest: every application needs "
            "%(count)s jurors of each country. Ask a lead officer to invite another."
        )
        raise TransitionError(text % {"country": country.label, "count": JURORS_PER_COUNTRY})
    return found[:count]


def _said(seat: JurySeat, reader: User) -> str:
    agency = str(seat.juror.agency)
    return f"{seat.juror.full_name} ({agency})" if seat.country == reader.country else agency


def _held(seat: JurySeat, by: User, *, even_after: bool = False) -> JurySeat:
    rows = JurySeat.objects.select_for_update(of=["self"]).select_related("application__company")
    seat = rows.get(pk=seat.pk)
    has_left = seat.stepped_back_at is not None and not even_after
    if seat.juror_id != by.pk or not by.is_officer or has_left:
        raise PermissionDenied
    return seat
