"""The life of a mission, walked: every stage, event and role is allowed with its effect, or refused."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from common.states import TransitionError
from events.missions import juries, preparing, selecting
from events.missions.happening import happen
from events.models import MissionEvent, MissionState
from events.models.lives import Actor
from events.models.mission_life import MISSION_LIFE
from tests.events.missions import life

pytestmark = pytest.mark.django_db
ROLES = {
    Actor.SENDING: {"french_officer", "french_lead"},
    Actor.HOST: {"japanese_officer", "japanese_lead"},
}
EVERYBODY = (
    "french_member",
    "japanese_member",
    "french_officer",
    "french_lead",
    "japanese_officer",
    "japanese_lead",
    "reader",
    "admin",
)
TOMORROW = {"opens_at": timezone.now() + timedelta(days=1)}
STAGES = {
    "draft": lambda world: life.draft(world),
    "proposed": lambda world: life.proposed(world),
    "countersigned": lambda world: life.opened(world, **TOMORROW),
    "open": lambda world: life.opened(world),
    "closed": lambda world: closed(world),
    "jury": lambda world: life.selecting_with(world)[0],
    "scored": lambda world: life.scored(world)[0],
    "nominated": lambda world: life.nominated(world)[0],
    "agreed": lambda world: life.agreed(world)[0],
    "published": lambda world: answered(life.published(world)),
    "delegation_set": lambda world: life.settled(world)[0],
    "cancelled": lambda world: life.in_state(life.opened(world), MissionState.CANCELLED),
}
# Where each event is possible, beside what the table says of states.
POSSIBLE = {
    MissionEvent.PROPOSE: {"draft"},
    MissionEvent.TAKE_BACK: {"proposed"},
    MissionEvent.SEND_BACK: {"proposed"},
    MissionEvent.COUNTERSIGN: {"proposed"},
    MissionEvent.START: {"closed"},
    MissionEvent.NOMINATE: {"scored", "nominated", "agreed"},
    MissionEvent.OBJECT: {"nominated"},
    MissionEvent.AGREE: {"nominated"},
    MissionEvent.PUBLISH: {"agreed"},
    MissionEvent.SETTLE: {"published"},
    MissionEvent.CANCEL: set(STAGES) - {"delegation_set", "cancelled"},
}
# Who did it themselves on the way there repeats it, which changes nothing.
REPEATED = {
    ("proposed", MissionEvent.PROPOSE, "french_officer"),
    *((stage, MissionEvent.COUNTERSIGN, "japanese_officer") for stage in list(STAGES)[2:]),
    ("jury", MissionEvent.START, "french_officer"),
    ("scored", MissionEvent.START, "french_officer"),
    ("agreed", MissionEvent.AGREE, "japanese_officer"),
    ("published", MissionEvent.PUBLISH, "french_officer"),
    ("delegation_set", MissionEvent.SETTLE, "french_officer"),
}


def closed(world):
    mission = life.opened(world)
    life.application(mission, world["french_member"])
    return life.close(mission)


def answered(published):
    """Nobody's answer is awaited any more."""
    mission, applications = published
    for application in applications:
        life.in_state(application, "confirmed")
    return mission


def cause(event, mission, person):
    """Let this person do what leads to the event."""
    given = {"by": person}
    if event in (MissionEvent.SEND_BACK, MissionEvent.COUNTERSIGN):
        given["seen"] = mission.proposal
    if event in (MissionEvent.OBJECT, MissionEvent.AGREE):
        given["seen"] = mission.nomination
    if event in (MissionEvent.SEND_BACK, MissionEvent.OBJECT):
        given["remark"] = "Please change the seats."
    if event == MissionEvent.CANCEL:
        given["reason"] = "other"
    if event == MissionEvent.NOMINATE:
        given["outcomes"] = selecting.suggested_outcomes(mission)
    ACTIVITIES[event](mission, **given)


ACTIVITIES = {
    MissionEvent.PROPOSE: preparing.propose,
    MissionEvent.TAKE_BACK: preparing.take_back,
    MissionEvent.SEND_BACK: preparing.send_back,
    MissionEvent.COUNTERSIGN: preparing.countersign,
    MissionEvent.START: juries.start,
    MissionEvent.NOMINATE: selecting.nominate,
    MissionEvent.OBJECT: selecting.object_to,
    MissionEvent.AGREE: selecting.agree,
    MissionEvent.PUBLISH: selecting.publish,
    MissionEvent.SETTLE: selecting.settle,
    MissionEvent.CANCEL: preparing.cancel,
}
CAUSED = [step for step in MISSION_LIFE if step.by is not Actor.SYSTEM]


def test_every_event_that_people_cause_has_its_activity():
    assert {step.event for step in CAUSED} == ACTIVITIES.keys() == POSSIBLE.keys()


@pytest.mark.parametrize("stage", STAGES)
def test_event_does_what_the_table_says_for_every_role(world, stage):
    mission = STAGES[stage](world)
    before, told = mission.state, mission.log.count()
    for step in CAUSED:
        for role in EVERYBODY:
            wanted = expected(stage, step, role)
            if wanted is not None:
                continue
            kinds = TransitionError if role in ROLES[step.by] else PermissionDenied
            with pytest.raises(kinds):
                cause(step.event, mission, world[role])
            assert (life.fresh(mission).state, mission.log.count()) == (before, told), (step.event, role)


ALLOWED = [
    (stage, step, role)
    for step in CAUSED
    for stage in STAGES
    for role in sorted(ROLES[step.by])
    if stage in POSSIBLE[step.event] or (stage, step.event, role) in REPEATED
]


def expected(stage, step, role):
    """The event where it is allowed or repeated; None where it is refused."""
    is_possible = stage in POSSIBLE[step.event] and role in ROLES[step.by]
    return step.event if is_possible or (stage, step.event, role) in REPEATED else None


@pytest.mark.parametrize(("stage", "step", "role"), ALLOWED)
def test_allowed_event_has_its_effect_once(world, stage, step, role):
    mission = STAGES[stage](world)
    before, told = mission.state, mission.log.count()

    cause(step.event, mission, world[role])

    is_new = stage in POSSIBLE[step.event]
    wanted = step.end or before
    if step.event == MissionEvent.COUNTERSIGN and is_new:
        wanted = MissionState.OPEN  # its time has come
    assert life.fresh(mission).state == (wanted if is_new else before)
    assert (mission.log.count() > told) == is_new


def test_system_moves_only_along_the_table(world):
    mission = life.opened(world)
    for step in [step for step in MISSION_LIFE if step.by is Actor.SYSTEM]:
        for state in MissionState:
            mission = life.in_state(mission, state)
            if state not in step.starts:
                with pytest.raises(TransitionError):
                    happen(mission, step.event)
                continue

            happen(mission, step.event)

            line = mission.log.last()
            assert (line.event, line.state_before, line.state_after) == (step.event, state, step.end)


def test_refusal_names_who_did_what(world):
    mission = life.proposed(world)
    preparing.countersign(mission, by=world["japanese_officer"], seen=mission.proposal)

    with pytest.raises(TransitionError) as refusal:
        preparing.countersign(mission, by=world["japanese_lead"], seen=mission.proposal)

    assert refusal.value.decided_at is not None
