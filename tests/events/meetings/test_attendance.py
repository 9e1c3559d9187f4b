"""Who came: two reports, what follows from them, and what officers look at."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts.models import Country
from common.states import TransitionError
from events.meetings import attendance
from events.models import Attendance, Meeting
from tests.factories import CompanyFactory, MeetingFactory, UserFactory

pytestmark = pytest.mark.django_db
State = Meeting.State
FRANCE, JAPAN = Country.FRANCE, Country.JAPAN


@pytest.fixture
def past(pair):
    """A meeting that began an hour ago."""
    meeting = pair.agree()
    Meeting.objects.update(starts_at=timezone.now() - timedelta(hours=1))
    meeting.refresh_from_db()
    return meeting


@pytest.mark.parametrize(
    ("french", "japanese", "state", "absent"),
    [
        ("attended", "attended", "held", ""),
        ("not_held", "not_held", "cancelled", ""),
        ("other_absent", "not_held", "no_show", "JP"),
        ("not_held", "other_absent", "no_show", "FR"),
        ("other_absent", "other_absent", "no_show", ""),  # each waited somewhere else
        ("attended", "other_absent", "no_show", ""),  # they say they came
        ("other_absent", "attended", "no_show", ""),
        ("attended", "not_held", "no_show", ""),
    ],
)
def test_two_reports_are_put_together(pair, past, french, japanese, state, absent):
    attendance.report(past, by=pair.french, answer=french)
    attendance.report(past, by=pair.japanese, answer=japanese)

    past.refresh_from_db()
    assert (past.state, past.absent_side) == (state, absent)
    assert past.deadlines.open().count() == 0


@pytest.mark.parametrize(
    ("answer", "conclusion"),
    [
        ("attended", ("held", "")),
        ("not_held", ("cancelled", "")),
        ("other_absent", ("no_show", "JP")),
    ],
)
def test_one_report_counts_where_the_other_side_is_silent(answer, conclusion):
    assert attendance.conclusion({FRANCE: Attendance.Answer(answer)}) == conclusion


def test_accused_side_is_asked_to_answer(pair, past, letters):
    attendance.report(past, by=pair.french, answer="other_absent")

    assert letters() == [("ja", "【Enishi】Alpage SASとの面談のご出席についてのご確認")]


def test_same_report_twice_is_one_and_another_is_refused(pair, past):
    attendance.report(past, by=pair.french, answer="attended")
    attendance.report(past, by=pair.french, answer="attended")

    with pytest.raises(TransitionError) as refusal:
        attendance.report(past, by=pair.french, answer="not_held")

    assert (refusal.value.decided_by, past.attendances.count()) == (pair.french, 1)


def test_nobody_reports_before_the_meeting_or_on_a_proposal(pair):
    meeting = pair.agree()

    with pytest.raises(TransitionError):
        attendance.report(meeting, by=pair.french, answer="attended")


def test_stranger_reports_nothing(past):
    with pytest.raises(PermissionDenied):
        attendance.report(past, by=UserFactory(), answer="attended")


def test_late_report_gives_the_other_side_three_days(pair, past):
    past.deadlines.all().delete()

    attendance.report(past, by=pair.french, answer="attended")

    left = past.deadlines.open().get(kind="close").due_at - timezone.now()
    assert timedelta(days=2, hours=23) < left <= timedelta(days=3)


def missed(company, days_ago, side=FRANCE):
    MeetingFactory(
        french_company=company,
        past=True,
        state=State.NO_SHOW,
        absent_side=side,
        starts_at=timezone.now() - timedelta(days=days_ago),
    )


def test_officers_see_companies_absent_twice_within_180_days():
    often, once, long_ago, stood_up = CompanyFactory.create_batch(4, published=True)
    for company, days_ago in ((often, 3), (often, 179), (once, 3), (long_ago, 3), (long_ago, 181)):
        missed(company, days_ago)
    missed(stood_up, 3, side=JAPAN)
    missed(stood_up, 4, side=JAPAN)
    missed(once, 5, side="")

    assert list(attendance.repeatedly_absent()) == [often]
