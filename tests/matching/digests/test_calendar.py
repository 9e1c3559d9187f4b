"""Monday at eight is when the clock of the reader says so, in every week of the year."""

from datetime import UTC, date, datetime, timedelta

import pytest

from matching.digests import calendar

PARIS, TOKYO = "Europe/Paris", "Asia/Tokyo"


@pytest.mark.parametrize(
    ("zone", "instant"),
    [
        (PARIS, "2026-03-23T07:00"),  # the last week of winter time
        (PARIS, "2026-03-30T06:00"),
        (PARIS, "2026-10-19T06:00"),  # the last week of summer time
        (PARIS, "2026-10-26T07:00"),
        (TOKYO, "2026-03-29T23:00"),  # Sunday in Europe
        ("UTC", "2026-03-30T08:00"),
        ("Pacific/Auckland", "2026-04-05T20:00"),  # summer time ends there on 5 April
        ("America/New_York", "2026-11-02T13:00"),  # and here on 1 November
    ],
)
def test_digest_is_due_at_eight_and_not_a_second_before(zone, instant):
    due = datetime.fromisoformat(instant).replace(tzinfo=UTC)

    before, at = calendar.monday_due(due - timedelta(seconds=1), zone), calendar.monday_due(due, zone)

    assert before is None
    assert at.weekday() == 0
    assert calendar.due_at(at, zone) == due


def test_digest_missed_by_an_outage_is_due_until_friday():
    monday = datetime(2026, 11, 30, 7, tzinfo=UTC)

    assert calendar.monday_due(monday + timedelta(days=3, hours=23), PARIS) == date(2026, 11, 30)
    assert calendar.monday_due(monday + timedelta(days=4), PARIS) is None


def test_unknown_zone_counts_as_utc():
    now = datetime(2026, 11, 30, 8, tzinfo=UTC)

    assert calendar.monday_due(now, "Mars/Olympus") == date(2026, 11, 30)


@pytest.mark.parametrize(
    ("day", "week"),
    [(date(2026, 11, 30), "2026-W49"), (date(2026, 12, 28), "2026-W53"), (date(2027, 1, 4), "2027-W01")],
)
def test_weeks_have_their_iso_names(day, week):
    assert calendar.week_of(day) == week


def test_next_digest_is_on_the_next_monday_still_to_come():
    just_before = datetime(2026, 11, 30, 6, 59, tzinfo=UTC)
    at_eight = datetime(2026, 11, 30, 7, tzinfo=UTC)

    assert calendar.next_monday(just_before, PARIS) == date(2026, 11, 30)
    assert calendar.next_monday(at_eight, PARIS) == date(2026, 12, 7)
    assert calendar.next_monday(at_eight, PARIS, monthly=True) == date(2026, 12, 7)
    assert calendar.next_monday(at_eight + timedelta(days=8), PARIS, monthly=True) == date(2027, 1, 4)
