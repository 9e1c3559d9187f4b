"""Applying until the deadline, to the second, and the check of the conditions at it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from common.states import TransitionError
from events.missions import applying
from events.missions import sweeping as mission_sweeping
from events.models import Application, ApplicationState, Mission, MissionState
from mail.models import OutgoingEmail
from tests.events.missions import life
from tests.factories import CompanyFactory, LabelClaimFactory

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)
# 23:59 in Paris on the last day: after the clocks went forward, and in winter.
DEADLINES = [datetime(2027, 3, 28, 21, 59, tzinfo=UTC), datetime(2027, 1, 31, 22, 59, tzinfo=UTC)]


@pytest.mark.parametrize("deadline", DEADLINES)
def test_deadline_counts_to_the_second(world, at, deadline):
    at(deadline - timedelta(days=20))
    mission = life.opened(
        world,
        deadline_at=deadline,
        starts_on=deadline.date() + timedelta(days=60),
        ends_on=deadline.date() + timedelta(days=62),
    )
    late = life.application(mission, world["stranger"], submit=False)
    early = life.application(mission, world["french_member"], submit=False)

    at(deadline - timedelta(microseconds=1))
    applying.submit(early, by=world["french_member"])
    at(deadline)
    with pytest.raises(TransitionError) as refusal:
        applying.submit(late, by=world["stranger"])

    assert refusal.value.decided_at == deadline
    assert [life.fresh(each).state for each in (early, late)] == ["submitted", "draft"]


def test_deadline_is_one_instant_shown_in_both_zones(world):
    mission = life.draft(world, deadline_at=DEADLINES[0])

    assert str(mission.deadline) == "Sunday 28 March 2027, 23:59 Paris · Monday 29 March 2027, 06:59 Tokyo"


def test_calls_open_and_close_by_themselves_at_their_time(world, at):
    now = timezone.now()
    mission = life.opened(world, opens_at=now + timedelta(days=2))
    states = []
    for instant in (
        now + timedelta(days=2) - SECOND,
        now + timedelta(days=2),
        mission.deadline_at - SECOND,
        mission.deadline_at,
    ):
        at(instant)
        mission_sweeping.sweep()
        mission_sweeping.sweep()
        states.append(life.fresh(mission).state)

    assert states == ["draft", "open", "open", "closed"]


def test_application_is_resumed_where_it_was_left(world):
    mission = life.opened(world)
    company = CompanyFactory(published=True, member=world["french_member"])
    first = applying.begin(mission, company=company, by=world["french_member"])
    criterion = mission.criteria.first()
    applying.answer(first, by=world["french_member"], criterion=criterion, text="À moitié")

    again = applying.begin(mission, company=company, by=world["french_member"])

    assert (again, again.answers.get().text) == (first, "À moitié")
    assert applying.open_steps(again) == [mission.criteria.last(), None]
    with pytest.raises(TransitionError, match="still missing"):
        applying.submit(again, by=world["french_member"])


def test_sent_application_can_be_changed_until_the_deadline(world):
    mission = life.opened(world)
    found = life.application(mission, world["french_member"])

    applying.answer(found, by=world["french_member"], criterion=mission.criteria.first(), text="Mieux")

    assert found.answers.first().text == "Mieux"
    assert life.fresh(found).state == ApplicationState.SUBMITTED
    life.close(mission)
    with pytest.raises(TransitionError):
        applying.answer(
            found, by=world["french_member"], criterion=mission.criteria.first(), text="Trop tard"
        )


def test_only_companies_of_the_sending_country_apply(world):
    mission = life.opened(world)
    japanese = CompanyFactory(published=True, japanese=True, member=world["japanese_member"])
    foreign = CompanyFactory(published=True)

    for company, person in ((japanese, world["japanese_member"]), (foreign, world["french_member"])):
        with pytest.raises(PermissionDenied):
            applying.begin(mission, company=company, by=person)
    assert not Application.objects.exists()


def test_deadline_finds_each_application_eligible_or_names_what_fails(world):
    rules = {"oldest_years": 3, "stages": ["seed"], "labels": ["french-tech-2030"]}
    mission = life.opened(world, rules=rules)
    founded = (timezone.now() - timedelta(days=800)).date()
    good = life.application(mission, world["french_member"], founded_on=founded)
    claim = LabelClaimFactory(company=good.company)
    claim.move_to("confirmed")
    old = life.application(mission, world["stranger"], founded_on="2001-01-01")
    OutgoingEmail.objects.all().delete()

    life.close(mission)

    assert life.fresh(good).state == ApplicationState.ELIGIBLE
    old = life.fresh(old)
    assert (old.state, [each["rule"] for each in old.failures]) == ("ineligible", ["oldest_years", "labels"])
    letter = OutgoingEmail.objects.get(recipient=world["stranger"].email)
    assert all(line in letter.body for line in translated(old))


def translated(application):
    """The failures as the French member reads them."""
    from django.utils import translation  # noqa: PLC0415 -- only here

    with translation.override("fr"):
        return application.failure_texts


def test_unconfirmed_label_does_not_count(world):
    mission = life.opened(world, rules={"labels": ["french-tech-2030"]})
    found = life.application(mission, world["french_member"])
    LabelClaimFactory(company=found.company)

    life.close(mission)

    assert life.fresh(found).state == ApplicationState.INELIGIBLE


def test_draft_that_was_never_sent_stays_a_draft(world):
    mission = life.opened(world)
    found = life.application(mission, world["french_member"], submit=False)

    life.close(mission)

    assert life.fresh(found).state == ApplicationState.DRAFT


def test_failure_of_one_call_does_not_stop_the_others(world, at, monkeypatch, caplog):
    first, second = life.opened(world), life.opened(world)
    at(second.deadline_at)
    Mission.objects.filter(pk=first.pk).update(created_by=None)

    def fail_for_the_first(mission):
        if mission == first:
            raise RuntimeError("broken")
        return close_call(mission)

    from events.missions import preparing  # noqa: PLC0415 -- replaced here

    close_call = preparing.close_call
    steps = [
        (rows, fail_for_the_first if step is close_call else step) for rows, step in mission_sweeping.STEPS
    ]
    monkeypatch.setattr(mission_sweeping, "STEPS", steps)

    mission_sweeping.sweep()

    assert life.fresh(second).state == MissionState.CLOSED
    assert "could not be worked on" in caplog.text
