"""Dates have one form in each language, on pages and in code."""

from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template
from django.utils import timezone, translation

from common import dates


def on_a_page(value, form: str) -> str:
    return Template("{{ value|date:form }}").render(Context({"value": value, "form": form}))


@pytest.mark.parametrize(
    ("language", "long", "short"),
    [
        ("fr", "mardi 1er décembre 2026", "1er décembre 2026"),
        ("ja", "2026年12月1日(火)", "2026年12月1日"),
        ("en", "Tuesday 1 December 2026", "1 December 2026"),
    ],
)
def test_first_of_a_month_on_pages_and_in_code(language, long, short):
    day = date(2026, 12, 1)

    with translation.override(language):
        assert [dates.written(day), on_a_page(day, "DATE_FORMAT"), on_a_page(day, "l j F Y")][:2] == [
            long,
            long,
        ]
        assert on_a_page(day, "SHORT_DATE_FORMAT") == short


def test_only_the_first_is_an_ordinal_in_french():
    with translation.override("fr"):
        written = [dates.written(date(2026, 5, number), "j F Y") for number in (1, 2, 11, 21, 31)]

    assert written == ["1er mai 2026", "2 mai 2026", "11 mai 2026", "21 mai 2026", "31 mai 2026"]


def test_instant_is_the_day_of_the_reader_and_other_zones_stay_themselves():
    late = datetime(2026, 11, 30, 20, tzinfo=UTC)

    with timezone.override("Asia/Tokyo"), translation.override("en"):
        assert dates.day(late) == "Tuesday 1 December 2026"
        assert on_a_page(late, "DATETIME_FORMAT") == "Tuesday 1 December 2026, 05:00"
        page = Template('{% load tz %}{{ at|timezone:"Europe/Paris"|date:"DATETIME_FORMAT" }}')
        assert page.render(Context({"at": late})) == "Monday 30 November 2026, 21:00"


@pytest.mark.parametrize(
    ("language", "days", "months", "years"),
    [
        (
            "fr",
            "mardi 1er\u00a0– jeudi 3 décembre 2026",
            "lundi 30 novembre\u00a0– mardi 1er décembre 2026",
            "jeudi 31 décembre 2026\u00a0– vendredi 1er janvier 2027",
        ),
        (
            "ja",
            "2026年12月1日(火)～3日(木)",
            "2026年11月30日(月)～12月1日(火)",
            "2026年12月31日(木)～2027年1月1日(金)",
        ),
        (
            "en",
            "Tuesday 1\u00a0– Thursday 3 December 2026",
            "Monday 30 November\u00a0– Tuesday 1 December 2026",
            "Thursday 31 December 2026\u00a0– Friday 1 January 2027",
        ),
    ],
)
def test_span_says_once_what_both_days_share(language, days, months, years):
    with translation.override(language):
        assert dates.span(date(2026, 12, 1), date(2026, 12, 3)) == days
        assert dates.span(date(2026, 11, 30), date(2026, 12, 1)) == months
        assert dates.span(date(2026, 12, 31), date(2027, 1, 1)) == years
        assert dates.span(date(2026, 12, 1), date(2026, 12, 1)) == dates.written(date(2026, 12, 1))


def test_nothing_is_written_for_no_date():
    assert on_a_page(None, "DATE_FORMAT") == ""


@pytest.mark.parametrize(
    ("language", "whole", "parts"),
    [
        ("fr", "T4 2026", ("T4", "2026")),
        ("ja", "2026年第4四半期", ("第4四半期", "2026年")),
        ("en", "Q4 2026", ("Q4", "2026")),
    ],
)
def test_quarter_is_named_as_the_language_does(language, whole, parts):
    with translation.override(language):
        assert dates.quarter(2026, 4) == whole
        assert dates.quarter_above_year(2026, 4) == parts
