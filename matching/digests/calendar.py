"""When digests are due, where their readers live.

Pure: aware instants in, plain values out. Wall times become instants at once, so a week that gains or loses
an hour has one Monday at eight like every other.
"""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

AT = time(8, 0)
STILL_DUE = timedelta(days=4)  # after an outage: until Friday, not together with the next one
FIRST_WEEK = 7  # the first Monday of a month is one of its first seven days


def monday_due(now: datetime, zone: str) -> date | None:
    """The Monday whose digest is due in `zone` at `now`, else None."""
    today = now.astimezone(_zone(zone)).date()
    monday = today - timedelta(days=today.weekday())
    due = due_at(monday, zone)
    return monday if due <= now < due + STILL_DUE else None


def day_due(now: datetime, zone: str) -> date | None:
    """The day whose digest is due in `zone` at `now`: the present one from eight o'clock on."""
    today = now.astimezone(_zone(zone)).date()
    return today if due_at(today, zone) <= now else None


def due_at(day: date, zone: str) -> datetime:
    """Eight o'clock of `day` in `zone`."""
    return datetime.combine(day, AT, tzinfo=_zone(zone))


def next_monday(now: datetime, zone: str, *, monthly: bool = False) -> date:
    """The next Monday whose eight o'clock is still to come; `monthly`: the first one of a month."""
    today = now.astimezone(_zone(zone)).date()
    monday = today - timedelta(days=today.weekday())
    while due_at(monday, zone) <= now or (monthly and not is_first_monday(monday)):
        monday += timedelta(weeks=1)
    return monday


def is_first_monday(monday: date) -> bool:
    """Whether this Monday is the first one of its month."""
    return monday.day <= FIRST_WEEK


def week_of(day: date) -> str:
    """The name of an ISO week: 2026-W49."""
    year, week, _weekday = day.isocalendar()
    return f"{year}-W{week:02}"


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):  # one wrong row must stop nobody else's digest
        return ZoneInfo("UTC")
