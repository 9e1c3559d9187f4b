"""A mission until its call closes: prepared by the sending country, countersigned by the host, opened."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.models.users import Language
from common.states import TransitionError
from events.missions import checking
from events.missions import letters as mission_letters
from events.missions.happening import happen, is_repeated, locked_mission, refuse, require
from events.models import Application, ApplicationState, JurySeat, Mission
from events.models.lives import Actor
from events.models.mission_life import MissionEvent as Event
from events.models.mission_life import MissionState as State

INTERESTED = (  # who is told that a mission is called off
    ApplicationState.DRAFT,
    ApplicationState.SUBMITTED,
    ApplicationState.ELIGIBLE,
    ApplicationState.SCORED,
    ApplicationState.SELECTED,
    ApplicationState.WAITLISTED,
    ApplicationState.CONFIRMED,
)


@transaction.atomic
def create(mission: Mission, *, by: User) -> Mission:
    """Save a new mission of the officer's country; the same key twice is one mission."""
    if not by.is_officer or mission.edition.show.country == by.country:
        raise PermissionDenied
    mission.country, mission.agency, mission.created_by = by.country, by.agency, by
    known = Mission.objects.filter(key=mission.key).first()
    if known is None:
        mission.save()
        return mission
    if known.created_by_id != by.pk:
        raise PermissionDenied
    return known


def editable(mission: Mission, *, by: User) -> Mission:
    """The mission, held, if `by` may change it now. Raises PermissionDenied or TransitionError."""
    mission = locked_mission(mission.pk)
    if Actor.SENDING not in mission.roles_of(by):
        raise PermissionDenied
    if not mission.is_editable:
        refuse(mission, _("The mission is with the host country. Take it back to change it."))
    return mission


def missing(mission: Mission) -> list[str]:
    """What a mission still needs before the host country can look at it."""
    found = []
    if mission.texts.count() < len(Language):
        found.append(_("a title and a theme in each of the three languages"))
    if not mission.criteria.exists():
        found.append(_("at least one criterion"))
    if mission.deadline_at <= timezone.now():
        found.append(_("a deadline that has not passed"))
    if timezone.localdate(mission.deadline_at) >= mission.starts_on:
        found.append(_("a deadline before the first day of the mission"))
    return found


@transaction.atomic
def propose(mission: Mission, *, by: User) -> None:
    """Give the mission to the host country, whose officers are told."""
    mission = locked_mission(mission.pk)
    if mission.proposed_at and is_repeated(mission, Event.PROPOSE, by):
        return
    require(mission, Event.PROPOSE, by, mission.proposed_at is None)
    if lacking := missing(mission):
        raise TransitionError(_("The mission still needs: %(missing)s.") % {"missing": "; ".join(lacking)})
    happen(mission, Event.PROPOSE, by=by, proposed_at=timezone.now())
    mission_letters.to_host(mission, "mission_to_countersign")


@transaction.atomic
def take_back(mission: Mission, *, by: User) -> None:
    """Take the mission back before the host countersigned it."""
    mission = locked_mission(mission.pk)
    if is_repeated(mission, Event.TAKE_BACK, by):
        return
    require(mission, Event.TAKE_BACK, by, mission.awaits_countersignature)
    happen(mission, Event.TAKE_BACK, by=by, proposed_at=None)


@transaction.atomic
def send_back(mission: Mission, *, by: User, seen: str, remark: str) -> None:
    """Ask the sending country to change something."""
    mission = locked_mission(mission.pk)
    if is_repeated(mission, Event.SEND_BACK, by):
        return
    require(mission, Event.SEND_BACK, by, mission.awaits_countersignature)
    _check_read(mission, seen)
    happen(mission, Event.SEND_BACK, by=by, host_remark=remark, proposed_at=None)
    mission_letters.to_sending(mission, "mission_sent_back", remark=remark)


@transaction.atomic
def countersign(mission: Mission, *, by: User, seen: str) -> None:
    """Countersign for the host country what was `seen`; the call opens at once if its time has come."""
    mission = locked_mission(mission.pk)
    if mission.countersigned_by == by:
        return
    if mission.created_by == by:
        raise PermissionDenied  # who changed agency does not sign for both countries
    require(mission, Event.COUNTERSIGN, by, mission.awaits_countersignature)
    _check_read(mission, seen)
    if mission.deadline_at <= timezone.now():
        raise TransitionError(_("The deadline of the call has passed. Please send the mission back."))
    signed = {"countersigned_at": timezone.now(), "countersigned_by": by, "host_remark": ""}
    happen(mission, Event.COUNTERSIGN, by=by, **signed)
    mission_letters.to_sending(mission, "mission_countersigned")
    open_call(mission)


@transaction.atomic
def open_call(mission: Mission) -> None:
    """Open a countersigned mission whose time has come."""
    mission = locked_mission(mission.pk)
    is_due = mission.countersigned_at and mission.opens_at <= timezone.now()
    if mission.state == State.DRAFT and is_due:
        happen(mission, Event.OPEN)


@transaction.atomic
def close_call(mission: Mission) -> None:
    """Close the call at its deadline, and tell each applicant whether the conditions are met."""
    mission = locked_mission(mission.pk)
    if mission.state != State.OPEN or timezone.now() < mission.deadline_at:
        return
    happen(mission, Event.CLOSE)
    for application in mission.applications.filter(state=ApplicationState.SUBMITTED).order_by("pk"):
        checking.check(application)


@transaction.atomic
def cancel(mission: Mission, *, by: User, reason: str) -> None:
    """Call the mission off, and tell everybody who applied."""
    mission = locked_mission(mission.pk)
    if is_repeated(mission, Event.CANCEL, by):
        return
    was_announced = mission.state != State.DRAFT
    owed = JurySeat.objects.to_score().filter(application__mission=mission)
    jurors = list(User.objects.filter(jury_seats__in=owed).exclude(pk=mission.countersigned_by_id).distinct())
    happen(mission, Event.CANCEL, by=by, reason=reason)
    for application in mission.applications.filter(state__in=INTERESTED).select_related("company"):
        application.mission = mission
        mission_letters.to_company(application, "mission_cancelled")
    if was_announced:
        mission_letters.to_host(mission, "mission_cancelled_officer")
        mission_letters.to_officers(jurors, mission, "mission_cancelled_officer")


def has_conflict(mission: Mission, officer: User) -> bool:
    """Whether the officer belongs to a company that applied."""
    return Application.objects.filter(mission=mission, company__memberships__user=officer).exists()


def _check_read(mission: Mission, seen: str) -> None:
    if mission.proposal != seen:
        raise TransitionError(_("The mission was changed since you opened the page."))
