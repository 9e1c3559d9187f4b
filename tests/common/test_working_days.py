"""Working days of the two countries."""

from datetime import date

import pytest

from common.working_days import is_working_day, working_days_after


@pytest.mark.parametrize(
    ("day", "country", "expected"),
    [
        (date(2026, 11, 27), "FR", True),
        (date(2026, 11, 28), "FR", False),  # a Saturday
        (date(2026, 11, 23), "JP", False),  # Labour Thanksgiving Day
        (date(2026, 11, 23), "FR", True),
        (date(2027, 7, 14), "FR", False),
        (date(2027, 7, 14), "JP", True),
    ],
)
def test_working_day_is_no_weekend_and_no_holiday_of_the_country(day, country, expected):
    assert is_working_day(day, country) is expected


def test_working_days_pass_over_weekends_and_holidays():
    assert working_days_after(date(2026, 12, 24), 5, "FR") == date(2027, 1, 4)  # Christmas and New Year's Day
    assert working_days_after(date(2027, 4, 28), 5, "JP") == date(2027, 5, 11)  # Golden Week
