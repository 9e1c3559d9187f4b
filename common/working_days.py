"""Working days of France and Japan: Monday to Friday without the national holidays."""

from datetime import date, timedelta
from functools import cache

import holidays


def is_working_day(day: date, country: str) -> bool:
    """Whether offices of `country` ("FR" or "JP") are open on `day`."""
    return day.weekday() < 5 and day not in _holidays(country)


def working_days_after(day: date, count: int, country: str) -> date:
    """The `count`-th working day of `country` after `day`; `day` itself never counts."""
    while count:
        day += timedelta(days=1)
        count -= is_working_day(day, country)
    return day


@cache
def _holidays(country: str) -> holidays.HolidayBase:
    return holidays.country_holidays(country)
