"""The table of a match's life, walked: every state, event and role is allowed with its effect, or refused."""

from datetime import timedelta

import pytest
from django.utils import timezone

from common.states import TransitionError
from matching.life import answering, blocking, by_hand, deadlines, deciding, outcomes, timeline
from matching.models import Match, MatchEvent, life
from matching.models.life import STEPS, Actor, Event, State
from tests.matching import stages
from tests.people import everybody

pytestmark = pytest.mark.django_db
ROLES = (
    "french_member",
    "japanese_member",
    "french_officer",
    "japanese_officer",
    "french_lead",
    "japanese_lead",
)
OFFICERS = ROLES[2:]
MEMBERS = ROLES[:2]


@pytest.fixture
def world():
    return everybody()


def in_state(world: dict, state: str) -> Match:
    """A match in this state, by the way that leads there."""
    if state == State.PROPOSED:
        return stages.suggested(world, state=state)
    if state in (State.SUGGESTED, State.SUPERSEDED):
        return stages.suggested(world, state=state)
    if state in (State.INTEREST, State.EXPIRED):
        return moved(stages.asked(world), state)
    if state in (State.INTRODUCED, State.CLOSED):
        return moved(stages.introduced(world), state)
    return moved(stages.mutual(world), state)


def moved(match: Match, state: str) -> Match:
    """The match in a state to which a clock or another person led."""
    Match.objects.filter(pk=match.pk).update(state=state)
    return stages.fresh(match)


def cause(event: str, match: Match, person) -> None:
    """Let this person do what leads to the event."""
    if event in (Event.APPROVE, Event.REFUSE, Event.HOLD):
        decide(event, stages.half(match, person.country), person)
        return
    company = match.company_of("FR" if person.time_zone == "Europe/Paris" else "JP")
    own = {"company": company, "member": person}
    if event in (Event.INTEREST, Event.ANSWER):
        stages.say_yes(match, person, company)
    elif event == Event.DECLINE:
        answering.decline(match, **own, reason="timing")
    elif event == Event.WITHDRAW:
        answering.withdraw(match, **own)
    elif event == Event.REPORT:
        stages.introduced_before(14, match)
        outcomes.report(match, **own, milestone=14, meeting="informative", agreements=[], benefit=3)
    elif event == Event.CLEAR:
        by_hand.clear(match, officer=person)
    elif event == Event.TURN_DOWN:
        by_hand.turn_down(match, officer=person)


def decide(event: str, half, person) -> None:
    if event == Event.APPROVE:
        deciding.approve(half, officer=person, checks=stages.CHECKS)
    elif event == Event.REFUSE:
        deciding.refuse(half, officer=person, reason="other", explanation="Because.")
    else:
        until = deciding.latest_hold(half.country)
        deciding.hold(half, officer=person, until=until, reason="information", explanation="We ask.")


CAUSED = [
    step for step in life.LIFE if step.by in (Actor.MEMBER, Actor.OFFICER) and step.event != Event.BLOCK
]
CASES = [
    (state, step.event, role)
    for step in CAUSED
    for state in State
    for role in (MEMBERS if step.by is Actor.MEMBER else OFFICERS)
]


def expected(state: str, event: str, role: str) -> str | None:
    """The state this leads to by the table and its guards; None where it is refused."""
    step = STEPS[Event(event)]
    is_asker = role == "french_member"
    if event == Event.INTEREST and state == State.INTEREST:
        return State.INTEREST if is_asker else State.MUTUAL  # the second yes is the answer
    if event == Event.ANSWER and state == State.SUGGESTED:
        return State.INTEREST
    if event in (Event.INTEREST, Event.ANSWER) and state in (State.INTEREST, State.MUTUAL):
        repeats = state == State.MUTUAL or is_asker
        return state if repeats else State.MUTUAL
    if event == Event.DECLINE and state == State.INTEREST and is_asker:
        return None  # who asked takes it back instead
    if event == Event.APPROVE and state in (State.INTRODUCED, State.CLOSED) and role.endswith("officer"):
        return state  # they approved on the way there
    if event == Event.CLEAR and state == State.SUGGESTED:
        return State.SUGGESTED
    return (step.end or state) if state in step.starts else None


@pytest.mark.parametrize(("state", "event", "role"), CASES)
def test_event_does_what_the_table_says(world, state, event, role):
    match = in_state(world, state)
    if STEPS[event].by is Actor.OFFICER and not match.approvals.exists() and event not in SCREENING:
        return  # there is no half to decide yet: nobody can even name one
    wanted = expected(state, event, role)
    before = MatchEvent.objects.filter(match=match).count()

    if wanted is None:
        with pytest.raises(TransitionError) as refusal:
            cause(event, match, world[role])

        assert str(refusal.value)
        assert stages.fresh(match).state == state
        assert MatchEvent.objects.filter(match=match).count() == before
        return

    cause(event, match, world[role])

    assert stages.fresh(match).state == wanted


SCREENING = (Event.CLEAR, Event.TURN_DOWN)


@pytest.mark.parametrize(
    "step", [step for step in CAUSED if step.event != Event.HOLD], ids=lambda step: step.event
)
def test_repeating_ones_own_event_changes_nothing(world, step):
    role = "japanese_member" if step.event in (Event.ANSWER, Event.DECLINE) else MEMBERS[0]
    person = world[role if step.by is Actor.MEMBER else "french_officer"]
    match = in_state(world, step.starts[-1] if step.event != Event.INTEREST else State.SUGGESTED)
    cause(step.event, match, person)
    once, events = stages.fresh(match).state, MatchEvent.objects.filter(match=match).count()

    cause(step.event, stages.fresh(match), person)

    assert (stages.fresh(match).state, MatchEvent.objects.filter(match=match).count()) == (once, events)


@pytest.mark.parametrize("step", life.LIFE, ids=lambda step: step.event)
def test_every_event_is_logged_with_its_states(world, step):
    for start in step.starts:
        match = in_state(world, start)

        timeline.happen(timeline.locked(match), step.event, reason="why")

        line = MatchEvent.objects.filter(match=match, event=step.event).last()
        assert (line.state_before, line.state_after, line.reason) == (start, step.end or start, "why")


@pytest.mark.parametrize("state", [state for state in State if state not in STEPS[Event.BLOCK].starts])
def test_block_leaves_alone_what_is_past_or_introduced(world, state):
    match = in_state(world, state)

    blocking.block(match.japanese_company, company=match.french_company, member=world["french_member"])

    assert stages.fresh(match).state == state


@pytest.mark.parametrize("state", STEPS[Event.BLOCK].starts)
def test_block_ends_what_is_open(world, state):
    match = in_state(world, state)

    blocking.block(match.japanese_company, company=match.french_company, member=world["french_member"])

    assert stages.fresh(match).state == State.WITHDRAWN


def test_sweep_finds_nothing_in_a_young_life(world):
    matches = [in_state(world, state) for state in State if state not in life.UNTOUCHED]
    before = [(match.state, match.events.count()) for match in matches]

    deadlines.sweep()

    assert [(stages.fresh(match).state, match.events.count()) for match in matches] == before


def test_refusal_names_who_decided_and_when(world):
    match = stages.mutual(world)
    stages.approve(match, world["french_officer"])

    with pytest.raises(TransitionError) as refusal:
        stages.approve(match, world["french_lead"])

    assert refusal.value.decided_by == world["french_officer"]
    assert timezone.now() - refusal.value.decided_at < timedelta(minutes=1)
