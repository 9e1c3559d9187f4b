"""The home page, which names what comes next, and the list of trade shows: open to everybody."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from events.models import Edition, TradeShow
from events.reference import load_shows

pytestmark = pytest.mark.django_db


def show(number=1, **changes):
    """The `number`-th show."""
    given = {"name": f"Salon {number}", "country": "FR", "venue": "Grand Palais", "city": "Paris"}
    return TradeShow.objects.create(slug=f"salon-{number}", time_zone="Europe/Paris", **{**given, **changes})


def edition(*, begins_in=None, lasts=3, **changes):
    """An edition that begins in so many days."""
    day = timezone.localdate() + timedelta(days=begins_in or 0)
    dates = {} if begins_in is None else {"starts_on": day, "ends_on": day + timedelta(days=lasts)}
    number = TradeShow.objects.count() + 1
    return Edition.objects.create(show=show(number), **{"year": day.year, **dates, **changes})


def named(answer):
    """The editions that the home page names, in its order."""
    band = answer.content.decode().partition('<section class="band" aria-labelledby="shows">')[2]
    return re.findall(r"<h3>(.*?)</h3>", band)


def cells(answer, year):
    """What the list says of the edition of one year: dates, remark, source, without the marks."""
    row = re.search(
        rf'<th scope="row"><a [^>]*>{year}</a></th>(.*?)</tr>', answer.content.decode(), re.DOTALL
    ).group(1)
    found = re.findall(r"<td.*?>(.*?)</td>", row, re.DOTALL)
    return [" ".join(re.sub(r"<.*?>", "", cell).split()) for cell in found]


def test_home_page_names_the_coming_editions_soonest_first(client):
    later, sooner = edition(begins_in=400), edition(begins_in=40)

    assert named(client.get(reverse("home"))) == [str(sooner), str(later)]


@pytest.mark.parametrize(("begins_in", "is_named"), [(-3, True), (-4, False)])
def test_home_page_names_an_edition_until_its_last_day(client, begins_in, is_named):
    edition(begins_in=begins_in)

    assert len(named(client.get(reverse("home")))) == is_named


@pytest.mark.parametrize(("years_ahead", "is_named"), [(-1, False), (0, True), (1, True)])
def test_home_page_names_an_edition_without_dates_in_its_year(client, years_ahead, is_named):
    edition(year=timezone.localdate().year + years_ahead)

    assert len(named(client.get(reverse("home")))) == is_named


def test_home_page_without_shows_has_no_place_for_them(client):
    answer = client.get(reverse("home"))

    assert (answer.status_code, named(answer)) == (200, [])


@pytest.mark.parametrize(("is_confirmed", "marked"), [(True, 0), (False, 1)])
@pytest.mark.parametrize("address", ["home", "events:list"])
def test_unconfirmed_dates_are_marked_as_such(client, address, is_confirmed, marked):
    edition(begins_in=40, is_confirmed=is_confirmed)

    page = client.get(reverse(address)).content.decode()

    assert page.count('<span class="badge warning">dates not confirmed</span>') == marked


def test_list_says_that_an_edition_was_cancelled(client):
    load_shows()

    cancelled = cells(client.get(reverse("events:list")), 2020)

    assert cancelled == ["", "cancelled because of the pandemic", "zonebourse.com 40763136"]


@pytest.mark.parametrize(
    ("known", "dates"),
    [
        ({}, "dates not known yet"),
        ({"ends_on": "2016-10-07", "is_confirmed": True}, "until Friday 7 October 2016"),
        (
            {"starts_on": "2017-06-15", "ends_on": "2017-06-17", "is_confirmed": True},
            "Thursday 15 – Saturday 17 June 2017",
        ),
        (
            {"starts_on": "2026-06-17", "ends_on": "2026-06-20"},
            "Wednesday 17 – Saturday 20 June 2026 dates not confirmed",
        ),
        ({"is_confirmed": True}, ""),
    ],
    ids=["nothing", "end only", "confirmed", "unconfirmed", "cancelled"],
)
def test_list_tells_dates_as_far_as_they_are_known(client, known, dates):
    Edition.objects.create(show=show(), year=2031, **known)

    assert cells(client.get(reverse("events:list")), 2031) == [dates, "", "none read yet"]


def test_list_shows_the_newest_edition_first(client):
    salon = show()
    for year in (2024, 2026, 2025):
        Edition.objects.create(show=salon, year=year)

    page = client.get(reverse("events:list")).content.decode()

    assert re.findall(r'<th scope="row"><a [^>]*>(\d+)</a></th>', page) == ["2026", "2025", "2024"]


@pytest.mark.parametrize("address", ["home", "events:list"])
def test_page_asks_the_same_number_of_queries_for_1_and_3_shows(client, django_assert_num_queries, address):
    edition(begins_in=40)
    with CaptureQueriesContext(connection) as one:
        client.get(reverse(address))
    edition(begins_in=41)
    edition(begins_in=42)

    with django_assert_num_queries(len(one)):
        answer = client.get(reverse(address))

    assert answer.content.decode().count("Salon 3") > 0


@pytest.mark.parametrize("address", ["home", "events:list"])
@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_page_only_shows(client, address, method):
    assert getattr(client, method)(reverse(address)).status_code == 405
