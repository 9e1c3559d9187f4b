"""The life of an application, walked: every state, event and role is allowed with its effect, or refused."""

import pytest
from django.core.exceptions import PermissionDenied

from common.states import TransitionError
from events.missions import applying, places
from events.missions.happening import happen
from events.models import ApplicationEvent, ApplicationState, Deposit, MissionState
from events.models.application_life import APPLICATION_LIFE
from events.models.lives import Actor
from tests.events.missions import life

pytestmark = pytest.mark.django_db
EVERYBODY = (
    "french_member",
    "stranger",
    "japanese_member",
    "french_officer",
    "french_lead",
    "japanese_officer",
    "japanese_lead",
    "reader",
    "admin",
)
ROLES = {Actor.MEMBER: {"french_member"}, Actor.SENDING: {"french_officer", "french_lead"}}
CAUSED = [step for step in APPLICATION_LIFE if step.by is not Actor.SYSTEM]
SETTLING = (ApplicationEvent.GIVE_BACK, ApplicationEvent.KEEP)


def in_state(world, state):
    """An application in this state, of a mission in the state that goes with it."""
    before_the_deadline = state in (ApplicationState.DRAFT, ApplicationState.SUBMITTED)
    mission = life.opened(world, deposit=500)
    found = life.application(mission, world["french_member"], submit=state != ApplicationState.DRAFT)
    if not before_the_deadline:
        life.in_state(life.close(mission), MissionState.SELECTING)
    has_paid = state in (ApplicationState.CONFIRMED, ApplicationState.DECLINED, ApplicationState.LAPSED)
    return life.in_state(found, state, deposit=Deposit.RECEIVED if has_paid else Deposit.NONE)


def paid_and_called_off(application):
    """The application, whose deposit came before its mission was called off."""
    life.in_state(application.mission, MissionState.CANCELLED)
    return life.in_state(life.fresh(application), application.state, deposit=Deposit.RECEIVED)


def cause(event, application, person):
    """Let this person do what leads to the event."""
    if event == ApplicationEvent.EDIT:
        applying.say_who_travels(application, by=person, people=1, languages=["fr"])
    elif event in SETTLING:
        places.settle_deposit(application, by=person, event=event)
    else:
        activity = {
            ApplicationEvent.SUBMIT: applying.submit,
            ApplicationEvent.ACCEPT: places.accept,
            ApplicationEvent.RECEIVE: places.receive_deposit,
            ApplicationEvent.DECLINE: places.decline,
        }[event]
        activity(application, by=person)


def expected(state, step, role):
    """The state this leads to; None where it is refused."""
    if role not in ROLES[step.by]:
        return None
    if state in step.starts:
        return step.end or state
    is_repeated = (state, step.event) in {
        (ApplicationState.SUBMITTED, ApplicationEvent.SUBMIT),
        (ApplicationState.DECLINED, ApplicationEvent.DECLINE),
    }
    return state if is_repeated else None


@pytest.mark.parametrize("state", ApplicationState)
@pytest.mark.parametrize("step", CAUSED, ids=lambda step: step.event)
def test_event_does_what_the_table_says_for_every_role(world, state, step):
    application = in_state(world, state)
    if (state, step.event) == (ApplicationState.SELECTED, ApplicationEvent.GIVE_BACK):
        application = paid_and_called_off(application)
    before = application.log.count()
    wanted = {role: expected(state, step, role) for role in EVERYBODY}
    for role in [role for role, end in wanted.items() if end is None]:
        kind = TransitionError if role in ROLES[step.by] else PermissionDenied
        with pytest.raises(kind):
            cause(step.event, application, world[role])
        assert (life.fresh(application).state, application.log.count()) == (state, before), role

    allowed = [role for role, end in wanted.items() if end is not None]
    for role in allowed[:1]:
        cause(step.event, application, world[role])
        assert life.fresh(application).state == wanted[role]


def test_system_moves_only_along_the_table(world):
    application = in_state(world, ApplicationState.SUBMITTED)
    for step in [step for step in APPLICATION_LIFE if step.by is Actor.SYSTEM]:
        changes = {"seat": 1} if step.end == ApplicationState.CONFIRMED else {}
        if step.end == ApplicationState.SELECTED:
            changes["answer_by"] = application.created_at
        for state in ApplicationState:
            application = life.in_state(application, state)
            if state not in step.starts:
                with pytest.raises(TransitionError):
                    happen(application, step.event, **changes)
                continue

            happen(application, step.event, **changes)

            line = application.log.last()
            wanted = (step.event, state, step.end or state)
            assert (line.event, line.state_before, line.state_after) == wanted


@pytest.mark.parametrize("event", [step.event for step in CAUSED if step.event not in SETTLING])
def test_nothing_happens_to_applications_of_a_mission_called_off(world, event):
    step = next(step for step in CAUSED if step.event == event)
    application = in_state(world, step.starts[0])
    life.in_state(application.mission, MissionState.CANCELLED)
    role = next(iter(ROLES[step.by]))

    with pytest.raises(TransitionError):
        cause(event, life.fresh(application), world[role])
