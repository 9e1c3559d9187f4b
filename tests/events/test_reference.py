"""The two trade shows as their sources tell them; nothing unread is passed off as read."""

from datetime import date

import pytest
from django.db import IntegrityError

from events.models import Edition, TradeShow
from events.reference import load_shows

pytestmark = pytest.mark.django_db
# Year: first and last day where a source for both was read.
CONFIRMED = {
    "vivatech": {
        2017: (date(2017, 6, 15), date(2017, 6, 17)),
        2018: (date(2018, 5, 24), date(2018, 5, 26)),
        2020: (None, None),  # cancelled
        2021: (date(2021, 6, 16), date(2021, 6, 19)),
        2022: (date(2022, 6, 15), date(2022, 6, 18)),
        2023: (date(2023, 6, 14), date(2023, 6, 17)),
        2024: (date(2024, 5, 22), date(2024, 5, 25)),
    },
    "ceatec": {
        2016: (None, date(2016, 10, 7)),  # only its end was read
        2019: (date(2019, 10, 15), date(2019, 10, 18)),
        2024: (date(2024, 10, 15), date(2024, 10, 18)),
        2025: (date(2025, 10, 14), date(2025, 10, 17)),
    },
}


@pytest.fixture
def shows():
    load_shows()
    return {show.slug: show for show in TradeShow.objects.all()}


@pytest.mark.parametrize("slug", CONFIRMED)
def test_editions_with_a_source_for_their_dates_are_the_confirmed_ones(shows, slug):
    confirmed = shows[slug].editions.filter(is_confirmed=True)

    assert {each.year: (each.starts_on, each.ends_on) for each in confirmed} == CONFIRMED[slug]


def test_confirmed_editions_name_their_source(shows):
    assert list(Edition.objects.filter(is_confirmed=True, source="")) == []


@pytest.mark.parametrize(
    ("slug", "days"),
    [
        ("vivatech", (date(2026, 6, 17), date(2026, 6, 20))),
        ("ceatec", (date(2026, 10, 13), date(2026, 10, 16))),
    ],
)
def test_dates_of_2026_are_known_but_not_confirmed(shows, slug, days):
    edition = shows[slug].editions.get(year=2026)

    assert (edition.starts_on, edition.ends_on, edition.is_confirmed) == (*days, False)


def test_editions_fit_their_year_and_end_after_they_begin(shows):
    dated = Edition.objects.exclude(starts_on=None)

    assert [each for each in dated if not each.starts_on < each.ends_on] == []
    assert [each for each in dated if {each.starts_on.year, each.ends_on.year} != {each.year}] == []


def test_shows_know_their_country_and_the_zone_of_their_venue(shows):
    assert {slug: (show.country, show.time_zone, show.venue) for slug, show in shows.items()} == {
        "vivatech": ("FR", "Europe/Paris", "Paris Expo Porte de Versailles"),
        "ceatec": ("JP", "Asia/Tokyo", "Makuhari Messe"),
    }


def test_japan_was_the_country_of_the_year_2024(shows):
    remark = shows["vivatech"].editions.get(year=2024).remark

    assert remark.partition(",")[0] == "country of the year: Japan"


def test_shows_loaded_again_are_the_same_rows(shows):
    before = list(Edition.objects.order_by("pk").values())

    load_shows()

    assert list(Edition.objects.order_by("pk").values()) == before
    assert TradeShow.objects.count() == 2


def test_show_has_one_edition_a_year(shows):
    with pytest.raises(IntegrityError, match="one_edition_per_year"):
        Edition.objects.create(show=shows["ceatec"], year=2026)
