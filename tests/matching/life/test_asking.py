"""When both sides are asked what came of an introduction, and from when they may say."""

from datetime import timedelta

import pytest
from django.utils import timezone

from events.models import Meeting
from mail.models import OutgoingEmail
from matching.life import asking, deadlines, outcomes
from matching.models import Outcome
from matching.models.life import State
from tests.factories import MeetingFactory
from tests.matching import stages
from tests.people import everybody

pytestmark = pytest.mark.django_db


@pytest.fixture
def match():
    return stages.introduced(everybody())


def meet(match, *, in_days: float, **changes) -> Meeting:
    """A meeting of an hour that was, or is, agreed for then."""
    pair = {"french_company": match.french_company, "japanese_company": match.japanese_company}
    starts_at = timezone.now() + timedelta(days=in_days)
    return MeetingFactory(**pair, **{"confirmed": True, "starts_at": starts_at, **changes})


def wait(match, milestone=14) -> asking.Wait | None:
    asked = Outcome(match=stages.fresh(match), company=match.french_company, milestone=milestone)
    return asking.wait_before(asked)


def asked(match) -> list[int]:
    """The milestones that both sides have been asked about after two sweeps."""
    deadlines.sweep()
    deadlines.sweep()
    rows = Outcome.objects.order_by("milestone").values_list("milestone", "company")
    return [milestone for milestone, company in rows if company == match.french_company_id]


def letters(match) -> list[str]:
    person = match.french_company.memberships.get().user
    return [letter.body for letter in OutgoingEmail.objects.filter(user=person, kind="match_outcome")]


@pytest.mark.parametrize(("days", "may"), [(0, False), (9, False), (10, True)])
def test_without_a_meeting_one_may_report_ten_days_after_the_introduction(match, days, may):
    match = stages.introduced_before(days, match)

    assert (wait(match) is None) == may


def test_with_a_meeting_one_may_report_once_it_is_over(match):
    match = stages.introduced_before(12, match)
    meeting = meet(match, in_days=2)
    before = wait(match)
    Meeting.objects.filter(pk=meeting.pk).update(starts_at=timezone.now() - timedelta(hours=1))

    assert (before.until, before.is_for_meeting) == (meeting.ends_at, True)
    assert wait(match) is None


def test_meeting_soon_after_the_introduction_is_reported_at_once(match):
    match = stages.introduced_before(2, match)
    meet(match, in_days=-1)

    assert wait(match) is None


@pytest.mark.parametrize(
    ("changes", "may"),
    [
        ({"state": Meeting.State.CANCELLED, "reason": "illness"}, False),
        ({"state": Meeting.State.CANCELLED, "reason": "not_held"}, True),
        ({"state": Meeting.State.NO_SHOW}, True),
    ],
)
def test_meeting_called_off_counts_for_nothing_and_one_not_held_for_its_time(match, changes, may):
    match = stages.introduced_before(2, match)
    meet(match, in_days=-1, **changes)

    assert (wait(match) is None) == may


def test_meeting_far_ahead_holds_nobody_up_for_longer_than_three_months(match):
    match = stages.introduced_before(80, match)
    meet(match, in_days=30)

    assert wait(match).until == match.introduced_at + timedelta(days=90)


def test_later_answers_wait_for_their_day_unless_asked_for(match):
    match = stages.introduced_before(89, match)
    told = wait(match, 90)
    match = stages.introduced_before(90, match)
    deadlines.sweep()

    assert told.until > timezone.now()
    assert asking.wait_before(outcomes.current(match, match.french_company)) is None


@pytest.mark.parametrize(
    ("days", "milestones"), [(13, []), (14, [14]), (91, [14, 90]), (366, [14, 90, 180, 365])]
)
def test_both_sides_are_asked_once_at_each_milestone(match, days, milestones):
    stages.introduced_before(days, match)

    assert asked(match) == milestones
    assert Outcome.objects.count() == 2 * len(milestones)
    assert len(letters(match)) == len(milestones)


@pytest.mark.parametrize(("in_days", "milestones"), [(2, []), (-2, []), (-3, [14])])
def test_first_question_comes_three_days_after_the_meeting(match, in_days, milestones):
    stages.introduced_before(20, match)
    meet(match, in_days=in_days)

    assert asked(match) == milestones
    assert ["avaient convenu d'un rendez-vous" in body for body in letters(match)] == [True] * len(milestones)


def test_meeting_before_the_introduction_is_about_something_else(match):
    stages.introduced_before(5, match)
    meet(match, in_days=-8)

    assert asked(match) == []


def test_match_is_closed_a_month_after_the_last_question(match):
    stages.introduced_before(395, match)

    deadlines.sweep()

    assert stages.fresh(match).state == State.CLOSED
