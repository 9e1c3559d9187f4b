"""What is due for meetings happens once, at its time, whatever the scheduler does."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from events.meetings import arranging, attendance
from events.models import Deadline, Meeting
from events.tasks import sweep_meetings
from tests.events.conftest import told
from tests.factories import MeetingFactory, UserFactory, morning

pytestmark = pytest.mark.django_db
State, Kind = Meeting.State, Deadline.Kind


@pytest.fixture
def at(monkeypatch):
    """Sweeps as if it were another time: at(starts_at, hours=-48)."""

    def sweep_at(instant, **shift):
        monkeypatch.setattr(timezone, "now", lambda: instant + timedelta(**shift))
        sweep_meetings()
        sweep_meetings()  # again: nothing happens twice

    return sweep_at


def subjects(letters, language="fr"):
    return [subject for each, subject in letters() if each == language]


def planned(meeting):
    """What is planned, as hours from the beginning."""
    rows = meeting.deadlines.open().order_by("due_at")
    return [(row.kind, (row.due_at - meeting.starts_at) / timedelta(hours=1)) for row in rows]


def test_agreed_meeting_plans_its_reminders_and_questions(pair):
    meeting = pair.agree(minutes=60)

    assert planned(meeting) == [
        ("reconfirm", -48),
        ("day_before", -24),
        ("hour_before", -1),
        ("report", 25),
        ("close", 24 * 7 + 1),
    ]


@pytest.mark.parametrize(
    ("now", "starts_at"),
    [
        (datetime(2027, 3, 20, tzinfo=UTC), datetime(2027, 3, 29, 7, tzinfo=UTC)),  # Monday 09:00 in Paris
        (datetime(2027, 10, 22, tzinfo=UTC), datetime(2027, 11, 2, 8, tzinfo=UTC)),
    ],
)
def test_reminders_over_a_change_of_clocks_count_the_hours_that_pass(pair, monkeypatch, now, starts_at):
    monkeypatch.setattr(timezone, "now", lambda: now)

    meeting = pair.agree(starts_at)

    assert [hours for kind, hours in planned(meeting)][:3] == [-48, -24, -1]


def test_meeting_agreed_late_plans_only_what_there_is_time_for(pair):
    meeting = pair.agree(timezone.now() + timedelta(hours=30))

    assert [kind for kind, hours in planned(meeting)] == ["day_before", "hour_before", "report", "close"]


def test_nothing_is_sent_before_its_time(pair, letters, at):
    meeting = pair.agree()

    at(meeting.starts_at, hours=-48, seconds=-1)

    assert letters() == []


def test_reconfirmed_meeting_is_asked_for_and_reminded_of_once_each(pair, letters, at):
    meeting = pair.agree()

    at(meeting.starts_at, hours=-48)
    assert subjects(letters) == ["Merci de reconfirmer le rendez-vous avec Mihon (株式会社見本)"]
    arranging.reconfirm(meeting, by=pair.french)
    arranging.reconfirm(meeting, by=pair.japanese)
    letters()
    at(meeting.starts_at, hours=-24)
    assert subjects(letters) == ["Dans 24 heures\u00a0: le rendez-vous avec Mihon (株式会社見本)"]
    at(meeting.starts_at, hours=-1)
    assert subjects(letters) == ["Dans une heure\u00a0: le rendez-vous avec Mihon (株式会社見本)"]
    at(meeting.starts_at, minutes=30)
    assert letters() == []


def test_both_are_told_who_has_not_reconfirmed(pair, letters, at):
    meeting = pair.agree()
    at(meeting.starts_at, hours=-48)
    arranging.reconfirm(meeting, by=pair.french)
    letters()

    at(meeting.starts_at, hours=-24)

    assert told() == [pair.french.email, pair.japanese.email]
    assert subjects(letters) == ["Pas encore reconfirmé\u00a0: le rendez-vous avec Mihon (株式会社見本)"]


def test_meeting_agreed_within_48_hours_is_reminded_of_without_reproach(pair, letters, at):
    meeting = pair.agree(timezone.now() + timedelta(hours=30))

    at(meeting.starts_at, hours=-24)

    assert subjects(letters) == ["Dans 24 heures\u00a0: le rendez-vous avec Mihon (株式会社見本)"]


def test_scheduler_that_was_silent_for_long_sends_only_the_last_reminder(pair, letters, at):
    meeting = pair.agree()

    at(meeting.starts_at, minutes=-30)

    assert subjects(letters) == ["Dans une heure\u00a0: le rendez-vous avec Mihon (株式会社見本)"]


def test_nobody_is_reminded_of_a_meeting_that_has_begun(pair, letters, at):
    meeting = pair.agree()

    at(meeting.starts_at, minutes=1)

    assert letters() == []


@pytest.mark.parametrize("act", ["cancel", "reschedule"])
def test_cancelled_or_moved_meeting_is_not_reminded_of(pair, letters, at, act):
    meeting = pair.agree()
    given = {"cancel": {"reason": "other"}, "reschedule": {"seen": 1, "slots": [morning(30)], "place": "x"}}
    getattr(arranging, act)(meeting, by=pair.french, **given[act])
    letters()

    at(meeting.starts_at, hours=-1)

    assert letters() == []


def test_unanswered_proposal_lapses_with_its_last_time(pair, letters, at):
    meeting = pair.propose(slots=[morning(10), morning(11)])
    letters()

    at(morning(10), minutes=1)
    assert letters() == []
    at(morning(11))

    meeting.refresh_from_db()
    assert (meeting.state, meeting.reason) == (State.CANCELLED, "unanswered")
    assert subjects(letters) == ["Les horaires proposés avec Mihon (株式会社見本) sont passés"]


def test_day_after_only_the_silent_side_is_asked_how_it_went(pair, letters, at):
    meeting = pair.agree()
    at(meeting.starts_at, minutes=70)
    attendance.report(meeting, by=pair.french, answer="attended")
    letters()

    at(meeting.ends_at, days=1)

    assert [language for language, subject in letters()] == ["ja"]


def test_one_report_counts_a_week_later(pair, at):
    meeting = pair.agree()
    at(meeting.ends_at, days=1)
    attendance.report(meeting, by=pair.french, answer="attended")

    at(meeting.ends_at, days=7, minutes=-1)
    meeting.refresh_from_db()
    assert meeting.state == State.CONFIRMED
    at(meeting.ends_at, days=7)

    meeting.refresh_from_db()
    assert meeting.state == State.HELD


def test_unanswered_absence_counts_after_three_days(pair, letters, at):
    meeting = pair.agree()
    at(meeting.ends_at)
    attendance.report(meeting, by=pair.japanese, answer="other_absent")
    letters()

    at(meeting.ends_at, days=2, hours=23)
    meeting.refresh_from_db()
    assert meeting.state == State.CONFIRMED
    letters()
    at(meeting.ends_at, days=3)

    meeting.refresh_from_db()
    assert (meeting.state, meeting.absent_side) == (State.NO_SHOW, "FR")
    assert [language for language, subject in letters()] == ["fr", "ja"]


def test_meeting_that_fails_holds_up_no_other(pair, letters, at, caplog):
    broken = MeetingFactory(confirmed=True, french_company__member=UserFactory(language="xx"))
    Deadline.objects.create(meeting=broken, kind=Kind.RECONFIRM, due_at=timezone.now())
    meeting = pair.agree()

    at(meeting.starts_at, hours=-48)

    assert "could not be attended to" in caplog.text
    assert [language for language, subject in letters()] == ["fr", "ja"]
    assert broken.deadlines.open().count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_sweeps_at_the_same_time_send_each_letter_once(pair, letters):
    starts = timezone.now() + timedelta(hours=50)
    for number in range(4):
        pair.agree(starts + timedelta(hours=number))
    Deadline.objects.filter(kind=Kind.RECONFIRM).update(due_at=timezone.now())

    def sweep(_number):
        sweep_meetings()
        connection.close()

    with ThreadPoolExecutor(2) as two:
        list(two.map(sweep, range(2)))

    assert len(letters()) == 4 * 2
