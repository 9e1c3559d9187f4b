"""Paris changes its clocks, Tokyo does not: every wall time names the right instant, or is refused."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.meetings import times
from events.meetings.times import PARIS, TOKYO, Objection, WallTimeError

MEETING = 60


def in_both(instant):
    """The wall times of an instant in Paris and Tokyo."""
    return tuple(instant.astimezone(zone).strftime("%m-%d %H:%M") for zone in (PARIS, TOKYO))


@pytest.mark.parametrize(
    ("day", "tokyo"),
    [
        (date(2027, 3, 26), "03-26 17:00"),  # Friday: winter in Paris
        (date(2027, 3, 28), "03-28 16:00"),  # Sunday: the clocks have gone forward that night
        (date(2027, 3, 29), "03-29 16:00"),
        (date(2027, 10, 29), "10-29 16:00"),
        (date(2027, 10, 31), "10-31 17:00"),  # Sunday: back again
        (date(2027, 11, 1), "11-01 17:00"),
    ],
)
def test_nine_in_paris_is_the_right_hour_in_tokyo_around_both_changes(day, tokyo):
    instant = times.instant_of(day, time(9), PARIS)

    assert in_both(instant)[1] == tokyo


@pytest.mark.parametrize(
    "day", [date(2027, 3, 27), date(2027, 3, 28), date(2027, 10, 30), date(2027, 10, 31)]
)
def test_tokyo_has_the_same_offset_on_every_day(day):
    instant = times.instant_of(day, time(16), TOKYO)

    assert instant == datetime.combine(day, time(7), UTC)


@pytest.mark.parametrize(
    ("day", "at", "fault"),
    [
        (date(2027, 3, 28), time(2, 0), "nonexistent"),
        (date(2027, 3, 28), time(2, 59), "nonexistent"),
        (date(2027, 10, 31), time(2, 0), "ambiguous"),
        (date(2027, 10, 31), time(2, 59), "ambiguous"),
    ],
)
def test_wall_time_that_names_no_instant_or_two_is_refused(day, at, fault):
    with pytest.raises(WallTimeError) as refusal:
        times.instant_of(day, at, PARIS)

    assert refusal.value.fault == fault


@pytest.mark.parametrize(
    ("day", "at"),
    [
        (date(2027, 3, 28), time(1, 59)),
        (date(2027, 3, 28), time(3, 0)),
        (date(2027, 10, 31), time(1, 59)),
        (date(2027, 10, 31), time(3, 0)),
    ],
)
def test_wall_time_beside_a_change_names_one_instant(day, at):
    instant = times.instant_of(day, at, PARIS)

    assert instant.astimezone(PARIS).replace(tzinfo=None) == datetime.combine(day, at)


@given(minute=st.datetimes(datetime(2026, 1, 1), datetime(2036, 1, 1)), zone=st.sampled_from([PARIS, TOKYO]))
def test_what_a_clock_shows_names_its_instant_or_is_refused_as_shown_twice(minute, zone):
    instant = minute.replace(second=0, microsecond=0, tzinfo=UTC)
    wall = instant.astimezone(zone)

    if wall.replace(fold=0).utcoffset() != wall.replace(fold=1).utcoffset():
        assert (zone, wall.month, wall.hour) == (PARIS, 10, 2)
        with pytest.raises(WallTimeError, match="ambiguous"):
            times.instant_of(wall.date(), wall.time(), zone)
    else:
        assert times.instant_of(wall.date(), wall.time(), zone) == instant


def test_same_hour_may_be_chosen_in_tokyo_where_nothing_changes():
    instant = times.instant_of(date(2027, 3, 28), time(2, 30), TOKYO)

    assert in_both(instant) == ("03-27 18:30", "03-28 02:30")


@pytest.mark.parametrize(
    "now",
    [
        datetime(2027, 1, 11, 12, tzinfo=UTC),
        datetime(2027, 3, 24, 12, tzinfo=UTC),  # the slots lie on both sides of a change
        datetime(2027, 10, 27, 12, tzinfo=UTC),
        datetime(2027, 12, 28, 12, tzinfo=UTC),
        datetime(2027, 4, 26, 12, tzinfo=UTC),  # Golden Week begins
    ],
)
def test_default_slots_are_in_the_good_window_with_nothing_against_them(now):
    slots = times.default_slots(now)

    assert [slot.astimezone(PARIS).strftime("%H:%M") for slot in slots] == ["08:00", "08:30", "09:00"]
    assert [times.objections(slot, MEETING) for slot in slots] == [[], [], []]
    assert all(slot - now > timedelta(hours=48) for slot in slots)
    assert len({slot.date() for slot in slots}) == 3


def test_default_slots_wait_for_the_end_of_golden_week():
    slots = times.default_slots(datetime(2027, 4, 26, 12, tzinfo=UTC))

    # 29 April, 3 to 5 May: Japan; 6 May 2027: Ascension; the days between are working days.
    assert [slot.date() for slot in slots] == [date(2027, 4, 30), date(2027, 5, 7), date(2027, 5, 10)]


@pytest.mark.parametrize(
    ("day", "at", "minutes", "against"),
    [
        (date(2027, 1, 20), time(9), 60, []),
        (date(2027, 1, 20), time(13), 60, [Objection("night", "JP")]),  # 21:00 to 22:00 in Tokyo
        (date(2027, 1, 20), time(12), 60, []),  # until 21:00
        (date(2027, 7, 21), time(13), 60, []),  # until 21:00 in summer
        (date(2027, 1, 20), time(6, 30), 60, [Objection("night", "FR")]),
        (date(2027, 1, 20), time(23, 30), 60, [Objection("night", "FR")]),  # over midnight in Paris
        (date(2027, 1, 23), time(9), 60, [Objection("weekend", "FR"), Objection("weekend", "JP")]),
        (date(2027, 7, 14), time(9), 60, [Objection("holiday", "FR", "National Day")]),
        (date(2027, 11, 3), time(9), 60, [Objection("holiday", "JP", "Culture Day")]),
        (date(2027, 3, 22), time(9), 60, [Objection("holiday", "JP", "Substitute Holiday")]),
        (
            date(2027, 1, 1),
            time(9),
            60,
            [Objection("holiday", "FR", "New Year's Day"), Objection("holiday", "JP", "New Year's Day")],
        ),
    ],
)
def test_objections_name_what_speaks_against_a_time_in_each_country(day, at, minutes, against):
    assert times.objections(times.instant_of(day, at, PARIS), minutes) == against


def test_objections_look_at_each_country_s_own_day():
    friday_night_in_paris = times.instant_of(date(2027, 1, 22), time(23), PARIS)

    found = times.objections(friday_night_in_paris, 30)

    assert found == [Objection("night", "FR"), Objection("weekend", "JP")]


def test_night_across_a_change_counts_the_minutes_that_pass():
    # From 01:30 an hour passes until 03:30 in Paris: both are night, and nothing fails.
    instant = times.instant_of(date(2027, 3, 28), time(1, 30), PARIS)

    assert Objection("night", "FR") in times.objections(instant, 60)
