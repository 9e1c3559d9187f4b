"""The one door to the lives of missions and applications: an event moves the row as its table says."""

from typing import Any, NoReturn

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from accounts.models import Country, User
from common.states import TransitionError
from events.models import Application, Mission
from events.models.lives import Actor, Step


def locked_mission(mission_pk: int) -> Mission:
    """The mission as it is now, held until the transaction ends.

    Whoever changes a mission or one of its applications holds the mission first, so nobody waits in a circle.
    """
    missions = Mission.objects.select_related("edition__show", "agency", "created_by")
    return missions.select_for_update(of=["self"]).get(pk=mission_pk)


def locked_application(application: Application) -> Application:
    """The application as it is now, with its mission, both held until the transaction ends."""
    mission = locked_mission(application.mission_id)
    rows = Application.objects.select_related("company").select_for_update(of=["self"])
    found = rows.get(pk=application.pk)
    found.mission = mission
    return found


def happen(
    row: Mission | Application, event: str, *, by: User | None = None, reason: str = "", **changes: Any
) -> None:
    """Let `event` happen to a locked row: move it, save `changes`, add a line to its log.

    Raises PermissionDenied for who may not cause it, and TransitionError naming who did what last, and when,
    where the table does not allow it.
    """
    step = step_of(row, event)
    if step.by is not Actor.SYSTEM:
        check_may(row, event, by)
    before = row.state
    if before not in step.starts:
        refuse(row)
    if step.end:
        row.move_to(step.end, **changes)
    else:
        keep(row, **changes)
    side = _side(row, step.by)
    row.log.create(
        event=event, side=side, actor=by, reason=reason, state_before=before, state_after=row.state
    )


def require(row: Mission | Application, event: str, by: User, is_possible: bool) -> None:
    """Refuse an event that needs more than the right state: the role is looked at first, then the rest."""
    check_may(row, event, by)
    if row.state not in step_of(row, event).starts or not is_possible:
        refuse(row)


def check_may(row: Mission | Application, event: str, by: User | None) -> None:
    """Raise PermissionDenied unless the table lets `by` cause the event."""
    if by is None or step_of(row, event).by not in row.roles_of(by):
        raise PermissionDenied


def step_of(row: Mission | Application, event: str) -> Step:
    """The line of the table."""
    return next(step for step in row.LIFE if step.event == event)


def keep(row: Mission | Application, **changes: Any) -> None:
    """Save `changes` and leave the state as it is."""
    if not changes:
        return
    type(row).objects.filter(pk=row.pk).update(**changes)
    for field, value in changes.items():
        setattr(row, field, value)


def is_repeated(row: Mission | Application, event: str, by: User) -> bool:
    """Whether the last thing that happened was this, by the same person: then it happens only once."""
    last = row.log.last()
    return last is not None and (last.event, last.actor_id) == (event, by.pk)


def refuse(row: Mission | Application, message: str = "") -> NoReturn:
    """Say that the step is not possible, and who did what last, and when."""
    last = row.log.select_related("actor__agency").last()
    where = _("%(row)s: this step is not possible any more (now: %(state)s).")
    raise TransitionError(
        message or where % {"row": row, "state": row.get_state_display()},
        decided_by=last and last.actor,
        decided_at=last and last.happened_at,
    )


def _side(row: Mission | Application, actor: Actor) -> str:
    if actor is Actor.SYSTEM:
        return ""
    country = row.country if isinstance(row, Mission) else row.mission.country
    return Country(country).other if actor is Actor.HOST else country
