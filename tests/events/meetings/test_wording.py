"""Times as they are said: both zones, the reader's language, and the reader's own zone where it differs."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone, translation

from events.meetings import times, wording

MORNING = datetime(2027, 1, 20, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Wednesday 20 January 2027, 09:00–10:00 Paris · 17:00–18:00 Tokyo"),
        ("fr", "mercredi 20 janvier 2027, 09:00–10:00 Paris · 17:00–18:00 Tokyo"),
        ("ja", "2027年1月20日(水) 09:00–10:00(パリ) · 17:00–18:00(東京)"),
    ],
)
def test_time_is_said_in_both_zones_and_the_reader_s_language(language, said):
    with translation.override(language):
        assert str(wording.when(MORNING, 60)) == said


def test_two_days_are_said_where_the_cities_have_two():
    said = wording.when(datetime(2027, 1, 20, 17, tzinfo=UTC))

    assert str(said) == "Wednesday 20 January 2027, 18:00 Paris · Thursday 21 January 2027, 02:00 Tokyo"


@pytest.mark.parametrize(
    ("instant", "said"),
    [
        (datetime(2027, 3, 28, 0, 30, tzinfo=UTC), "01:30–03:30 Paris"),  # an hour, over the change
        (datetime(2027, 10, 31, 0, 30, tzinfo=UTC), "02:30–02:30 Paris"),
    ],
)
def test_end_of_a_meeting_over_a_change_of_clocks_is_what_clocks_show(instant, said):
    assert wording.when(instant, 60).lines[0].clocks[0] == said


@pytest.mark.parametrize(
    ("zone", "clocks"),
    [
        ("Asia/Singapore", ("09:00 Paris", "17:00 Tokyo", "16:00 Singapore")),
        ("Europe/Berlin", ("09:00 Paris", "17:00 Tokyo")),  # shows the hour of Paris
        ("UTC", ("09:00 Paris", "17:00 Tokyo")),  # nobody's own
    ],
)
def test_reader_s_own_zone_is_added_where_it_has_another_hour(zone, clocks):
    with timezone.override(zone):
        assert wording.when(MORNING).lines[0].clocks == clocks


@pytest.mark.parametrize("language", ["fr", "ja"])
def test_every_holiday_of_ten_years_has_a_name_in_each_language(language):
    days = [date(2026, 1, 1) + timedelta(days=number) for number in range(3653)]
    names = {times.holiday_on(day, side) for day in days for side in times.ZONES} - {""}

    with translation.override(language):
        untranslated = {name for name in names if translation.gettext(name) == name}

    assert (names - set(wording.HOLIDAYS), untranslated) == (set(), set())


def test_warnings_name_country_and_holiday_in_the_reader_s_language():
    with translation.override("fr"):
        said = wording.warnings(datetime(2027, 5, 3, 20, tzinfo=UTC), 60)

    assert said == [
        "Nuit ou soirée en France",
        "Nuit ou soirée au Japon",
        "Jour férié au Japon\u00a0: jour de la verdure",
    ]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ["€1,000", "¥143,000"]),
        ("fr", ["1\u00a0000\u00a0€", "143\u00a0000\u00a0¥"]),
        ("ja", ["1,000ユーロ", "143,000円"]),
    ],
)
def test_amounts_are_written_as_each_language_does(language, said):
    with translation.override(language):
        amounts = [wording.money(1000, "EUR"), wording.money(143_000, "JPY")]

    assert amounts == said
