"""The times of meetings: Paris and Tokyo side by side, the good hours, and what speaks against a time.

Pure: aware instants in, plain values out. Paris changes its clocks and Tokyo does not, so nothing here adds
hours to a wall clock: wall times become instants at once, and instants are compared and added in UTC.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import cache
from typing import Literal
from zoneinfo import ZoneInfo

import holidays

Side = Literal["FR", "JP"]
PARIS, TOKYO = ZoneInfo("Europe/Paris"), ZoneInfo("Asia/Tokyo")
ZONES: dict[Side, ZoneInfo] = {"FR": PARIS, "JP": TOKYO}
GOOD_STARTS = (time(8, 0), time(8, 30), time(9, 0))  # in Paris: done by 10:00, and 18:00 at most in Tokyo
DAY_BEGINS, DAY_ENDS = time(7, 0), time(21, 0)
SATURDAY = 5
DAYS_AHEAD = 3  # the soonest default: both sides can still be asked 48 hours before


class WallTimeError(ValueError):
    """A wall time that names no instant, or two."""

    def __init__(self, fault: Literal["nonexistent", "ambiguous"]) -> None:
        super().__init__(fault)
        self.fault = fault


@dataclass(frozen=True)
class Objection:
    """What speaks against a time in one country; `holiday` is the English name of a national holiday."""

    kind: Literal["night", "weekend", "holiday"]
    side: Side
    holiday: str = ""


def instant_of(day: date, at: time, zone: tzinfo) -> datetime:
    """The instant, in UTC, that clocks in `zone` show as `at` on `day`.

    Raises WallTimeError for an hour that the clocks skip in spring, or show twice in autumn.
    """
    wall = datetime.combine(day, at)
    first, second = (wall.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    instant = first.astimezone(UTC)
    if instant.astimezone(zone).replace(tzinfo=None) != wall:
        raise WallTimeError("nonexistent")
    if first.utcoffset() != second.utcoffset():
        raise WallTimeError("ambiguous")
    return instant


def objections(starts_at: datetime, minutes: int) -> list[Objection]:
    """What speaks against meeting for so many minutes from `starts_at`, France first."""
    return [
        objection
        for side, zone in ZONES.items()
        for objection in _objections_in(side, starts_at.astimezone(zone), minutes)
    ]


def default_slots(now: datetime, count: int = 3) -> list[datetime]:
    """So many instants to propose: on the next working days of both countries, in the good hours of Paris.

    08:00 to 10:00 in Paris is 15:00 to 17:00 in Tokyo in summer, 16:00 to 18:00 in winter, on the same day.
    """
    slots: list[datetime] = []
    day = now.astimezone(PARIS).date() + timedelta(days=DAYS_AHEAD)
    while len(slots) < count:
        if is_working_day(day):
            slots.append(instant_of(day, GOOD_STARTS[len(slots) % len(GOOD_STARTS)], PARIS))
        day += timedelta(days=1)
    return slots


def is_working_day(day: date) -> bool:
    """Whether people work on `day` in both countries."""
    return day.weekday() < SATURDAY and not any(holiday_on(day, side) for side in ZONES)


def holiday_on(day: date, side: Side) -> str:
    """The English name of the national holiday of that country on `day`, or an empty string."""
    return _holidays_of(side).get(day, "")


@cache
def _holidays_of(side: Side) -> holidays.HolidayBase:
    return holidays.country_holidays(side, language="en_US")


def _objections_in(side: Side, starts: datetime, minutes: int) -> list[Objection]:
    ends = (starts.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(starts.tzinfo)
    found: list[Objection] = []
    is_one_day = starts.date() == ends.date()
    if not is_one_day or starts.time() < DAY_BEGINS or ends.time() > DAY_ENDS:
        found.append(Objection("night", side))
    if name := holiday_on(starts.date(), side):
        found.append(Objection("holiday", side, name))
    elif starts.weekday() >= SATURDAY:
        found.append(Objection("weekend", side))
    return found
