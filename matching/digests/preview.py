"""The next digest of one person, as it would be if it went out now; nothing is saved or sent."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.utils import timezone

from accounts.models import User
from common.dates import written
from common.working_days import is_working_day
from mail.subscription import Frequency, Kind
from mail.subscriptions import frequency_of
from matching.digests import calendar
from matching.digests.readers import kind_for, readers
from matching.digests.writers import WRITERS
from matching.digests.writing import Written


@dataclass(frozen=True)
class Next:
    """When somebody's next digest comes, if at all, and what it would tell now: None for nothing."""

    kind: Kind
    frequency: Frequency
    due_at: datetime | None
    written: Written | None

    @property
    def when(self) -> str:
        """The day with its weekday, and the hour, where the reader is."""
        return written(timezone.localtime(self.due_at), "DATETIME_FORMAT")


def next_digest(user: User, now: datetime) -> Next | None:
    """The next digest of `user`; None for roles that get none."""
    kind = kind_for(user)
    if kind is None:
        return None
    frequency = frequency_of(user, kind)
    day = _next_day(user, kind, frequency, now)
    [reader] = readers(kind, day, [user], now)
    reader = replace(reader, is_preview=True)
    due_at = None if frequency == Frequency.OFF else calendar.due_at(day, user.time_zone)
    return Next(kind, frequency, due_at, WRITERS[kind]([reader])(reader))


def _next_day(user: User, kind: Kind, frequency: Frequency, now: datetime):
    if kind == Kind.SUGGESTIONS:
        return calendar.next_monday(now, user.time_zone, monthly=frequency == Frequency.MONTHLY)
    day = user.today
    while calendar.due_at(day, user.time_zone) <= now or not is_working_day(day, user.country):
        day += timedelta(days=1)
    return day
