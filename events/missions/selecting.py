"""From ranking to delegation: proposed by the sending country, agreed by the host, published at once."""

from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from common.states import TransitionError
from events.missions import juries
from events.missions import letters as mission_letters
from events.missions.happening import happen, is_repeated, keep, locked_mission, require
from events.missions.preparing import has_conflict
from events.models import Application, Mission
from events.models.application_life import ApplicationEvent, ApplicationState
from events.models.mission_life import MissionEvent as Event

TO_ANSWER = timedelta(days=10)  # hours that pass, whatever the clocks do meanwhile
REMIND_BEFORE = timedelta(days=3)
OUTCOMES = (ApplicationState.SELECTED, ApplicationState.WAITLISTED, ApplicationState.NOT_SELECTED)
EVENTS = {
    ApplicationState.SELECTED: (ApplicationEvent.SELECT, "mission_selected"),
    ApplicationState.WAITLISTED: (ApplicationEvent.WAITLIST, "mission_waitlisted"),
    ApplicationState.NOT_SELECTED: (ApplicationEvent.TURN_DOWN, "mission_not_selected"),
}


def suggested_outcomes(mission: Mission) -> dict[int, str]:
    """What the ranking suggests: the best on the seats, as many again on the waiting list, then nobody."""
    scored = set(mission.applications.filter(state=ApplicationState.SCORED).values_list("pk", flat=True))
    ranking = [key for key in juries.results(mission) if key in scored]
    lists = [OUTCOMES[0]] * mission.seats + [OUTCOMES[1]] * mission.seats
    lists += [OUTCOMES[2]] * len(ranking)
    return {key: str(outcome) for key, outcome in zip(ranking, lists, strict=False)}


@transaction.atomic
def nominate(mission: Mission, *, by: User, outcomes: dict[int, str]) -> None:
    """Propose who is selected, who waits and who is not selected; the host country is asked to agree."""
    mission = locked_mission(mission.pk)
    _refuse_conflict(mission, by)
    require(mission, Event.NOMINATE, by, mission.published_at is None)
    _check_outcomes(mission, outcomes)
    ranking = {key: place for place, key in enumerate(juries.results(mission))}
    waiting = sorted(
        (key for key, outcome in outcomes.items() if outcome == ApplicationState.WAITLISTED), key=ranking.get
    )
    for key, outcome in outcomes.items():
        position = waiting.index(key) + 1 if key in waiting else None
        Application.objects.filter(pk=key).update(nominated_as=outcome, waiting_position=position)
    changes = {"nominated_at": timezone.now(), "agreed_at": None, "host_remark": ""}
    happen(mission, Event.NOMINATE, by=by, **changes)
    mission_letters.to_host(mission, "mission_to_agree")


@transaction.atomic
def object_to(mission: Mission, *, by: User, seen: str, remark: str) -> None:
    """Send the proposed selection back with a remark."""
    mission = locked_mission(mission.pk)
    if is_repeated(mission, Event.OBJECT, by):
        return
    _refuse_conflict(mission, by)
    require(mission, Event.OBJECT, by, _awaits_agreement(mission))
    _check_read(mission, seen)
    happen(mission, Event.OBJECT, by=by, nominated_at=None, agreed_at=None, host_remark=remark)
    mission_letters.to_sending(mission, "mission_selection_sent_back", remark=remark)


@transaction.atomic
def agree(mission: Mission, *, by: User, seen: str) -> None:
    """Agree for the host country to the selection that was `seen`."""
    mission = locked_mission(mission.pk)
    if mission.agreed_at and is_repeated(mission, Event.AGREE, by):
        return
    _refuse_conflict(mission, by)
    require(mission, Event.AGREE, by, _awaits_agreement(mission))
    _check_read(mission, seen)
    happen(mission, Event.AGREE, by=by, agreed_at=timezone.now())
    mission_letters.to_sending(mission, "mission_agreed")


@transaction.atomic
def publish(mission: Mission, *, by: User) -> None:
    """Publish both lists at one instant; from it, who is selected has ten days to confirm."""
    mission = locked_mission(mission.pk)
    if mission.published_at and is_repeated(mission, Event.PUBLISH, by):
        return
    _refuse_conflict(mission, by)
    is_agreed = mission.agreed_at is not None and mission.published_at is None
    require(mission, Event.PUBLISH, by, is_agreed)
    now = timezone.now()
    happen(mission, Event.PUBLISH, by=by, published_at=now)
    scored = mission.applications.filter(state=ApplicationState.SCORED).select_related("company")
    for application in scored.order_by("pk"):
        application.mission = mission
        event, letter = EVENTS[ApplicationState(application.nominated_as)]
        is_selected = event == ApplicationEvent.SELECT
        happen(application, event, **clock(now, TO_ANSWER, REMIND_BEFORE) if is_selected else {})
        mission_letters.to_company(application, letter)


@transaction.atomic
def settle(mission: Mission, *, by: User) -> None:
    """Confirm the delegation, once every place is answered; the waiting list is closed."""
    mission = locked_mission(mission.pk)
    if is_repeated(mission, Event.SETTLE, by):
        return
    require(mission, Event.SETTLE, by, mission.published_at is not None)
    if mission.applications.filter(state=ApplicationState.SELECTED).exists():
        raise TransitionError(_("Some companies have not answered yet; their time has not run out."))
    happen(mission, Event.SETTLE, by=by)
    for application in mission.applications.waiting().select_related("company"):
        application.mission = mission
        happen(application, ApplicationEvent.RELEASE)
        mission_letters.to_company(application, "mission_released")


def clock(now: datetime, lasts: timedelta, remind_before: timedelta) -> dict[str, datetime]:
    """Until when a place is held, and when its company is reminded."""
    return {"answer_by": now + lasts, "remind_at": now + lasts - remind_before}


def withdraw_nomination(mission: Mission) -> None:
    """Forget an agreement to a selection of which a company has withdrawn: both countries look again."""
    if mission.nominated_at and mission.published_at is None:
        keep(mission, nominated_at=None, agreed_at=None)


def _check_outcomes(mission: Mission, outcomes: dict[int, str]) -> None:
    open_ones = mission.applications.filter(state=ApplicationState.ELIGIBLE)
    if open_ones.exists():
        raise TransitionError(_("Some applications have not been scored by their whole jury yet."))
    scored = mission.applications.filter(state=ApplicationState.SCORED).values_list("pk", flat=True)
    if set(scored) != outcomes.keys() or not set(outcomes.values()) <= set(OUTCOMES):
        raise TransitionError(_("The applications have changed since you opened the page."))
    selected = list(outcomes.values()).count(ApplicationState.SELECTED)
    if selected > mission.seats:
        text = _("You selected %(selected)s companies, but there are %(seats)s seats.")
        raise TransitionError(text % {"selected": selected, "seats": mission.seats})


def _awaits_agreement(mission: Mission) -> bool:
    return mission.nominated_at is not None and mission.agreed_at is None and mission.published_at is None


def _check_read(mission: Mission, seen: str) -> None:
    if mission.nomination != seen:
        raise TransitionError(_("The selection was changed since you opened the page."))


def _refuse_conflict(mission: Mission, officer: User) -> None:
    if has_conflict(mission, officer):
        raise PermissionDenied
