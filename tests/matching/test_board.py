"""The reciprocity board counts what happened, for each country alike."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from matching import board
from matching.life import answering, outcomes
from matching.models import Match
from tests import second_factor
from tests.events.missions import life as missions
from tests.factories import CompanyFactory, UserFactory
from tests.matching import stages
from tests.people import everybody

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return everybody()


def figure(name: str) -> board.Indicator:
    return next(one for one in board.indicators() if str(one.name) == name)


def test_balance_is_the_smaller_over_the_larger():
    assert board.balance((2, 4)) == 0.5
    assert board.balance((4, 2)) == 0.5
    assert board.balance((0, 3)) == 0
    assert board.balance((0, 0)) is None
    assert board.balance((None, 3)) is None


def test_one_sided_interest_is_an_alert(world):
    stages.asked(world)

    interests = figure("First interests")

    assert (interests.all_time, interests.lately, interests.is_alert) == ((1, 0), (1, 0), True)


def test_acceptance_is_of_those_who_were_asked(world):
    stages.mutual(world)
    asked = stages.asked(everybody())
    member = asked.japanese_company.memberships.get().user
    answering.decline(asked, company=asked.japanese_company, member=member, reason="timing")

    assert figure("Interests returned").all_time == (None, 50.0)


def test_declined_suggestion_is_no_answer_to_an_interest(world):
    match = stages.suggested(world)

    answering.decline(match, company=match.japanese_company, member=world["japanese_member"], reason="timing")

    assert figure("Interests returned").all_time == (None, None)


def test_introduction_counts_for_both(world):
    stages.introduced(world)

    introduced = figure("Companies introduced")

    assert (introduced.all_time, introduced.balance, introduced.is_alert) == ((1, 1), 1.0, False)


def test_outcome_counts_from_a_benefit_of_three_and_once_per_introduction(world):
    match = stages.introduced_before(91, stages.introduced(world))
    answer = {"meeting": "informative", "agreements": [], "is_final": False, "note": ""}
    french = {"company": match.french_company, "member": world["french_member"]}
    for milestone in (14, 90):
        outcomes.report(match, milestone=milestone, benefit=3, **french, **answer)
    japanese = {"company": match.japanese_company, "member": world["japanese_member"]}
    outcomes.report(match, milestone=14, benefit=2, **japanese, **answer)

    assert figure("Outcomes of benefit").all_time == (1, 0)


def test_seats_count_for_the_country_that_sends_once_they_are_confirmed(world):
    missions.settled(world)
    missions.published(everybody())
    called_off, _applications = missions.settled(everybody())
    type(called_off).objects.filter(pk=called_off.pk).update(state="cancelled")

    seats = figure("Seats confirmed on missions")

    assert (seats.all_time, seats.lately, seats.is_alert) == ((1, 0), (1, 0), True)


def test_seat_confirmed_long_ago_is_none_of_the_last_90_days(world, monkeypatch):
    monkeypatch.setattr(board, "ALERT_OVER", timedelta())
    missions.settled(world)

    assert figure("Seats confirmed on missions").lately == (0, 0)


def test_funnel_narrows(world):
    stages.introduced(world)
    stages.asked(everybody())
    stages.suggested(everybody())

    assert [stage.count for stage in board.funnel()] == [3, 2, 1, 1, 0, 0]


def test_fields_are_counted_by_pair(world):
    match = stages.asked(world)
    Match.objects.filter(pk=match.pk).update(interest_at=timezone.now())

    found = board.fields()

    assert (len(found.rows), len(found.columns), found.counts) == (1, 1, [[1]])


@pytest.mark.parametrize(("language", "name"), [("fr", "Étape"), ("ja", "段階"), ("en", "Stage")])
def test_stages_of_matches_are_not_those_of_companies(client, language, name):
    client.force_login(UserFactory(reader=True, language=language))

    table = client.get(reverse("matching:board_csv", args=["funnel"])).getvalue().decode()

    assert f'"{name}"' in table.splitlines()[0]


def test_trend_ends_with_this_quarter(world):
    stages.asked(world)

    found = board.trend()

    assert found.quarters[-1] == board.quarter_of(timezone.localtime())
    assert (len(found.quarters), found.french[-1], sum(found.japanese)) == (8, 1, 0)


@pytest.mark.parametrize("count", [1, 3])
def test_board_needs_as_many_queries_for_many_as_for_one(client, django_assert_num_queries, count, settings):
    client.force_login(UserFactory(reader=True))
    for _ in range(count):
        stages.introduced(everybody())

    with django_assert_num_queries(QUERIES):
        answer = client.get(reverse("matching:board"))

    assert answer.status_code == 200


QUERIES = 18


@pytest.mark.parametrize("table", ["indicators", "funnel", "fields", "trend"])
def test_table_of_the_board_is_a_csv_file(client, world, table):
    stages.introduced(world)
    client.force_login(UserFactory(reader=True))

    answer = client.get(reverse("matching:board_csv", args=[table]))

    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert len(lines) >= 2


def test_charts_have_no_decimal_comma_where_the_page_is_french(client, world):
    stages.introduced(world)
    client.force_login(UserFactory(reader=True, language="fr"))

    text = client.get(reverse("matching:board")).content.decode()

    geometry = re.findall(r' (?:viewBox|x|y|cx|cy|width)="([^"]+)"', text[text.index('class="chart ') :])
    assert geometry
    assert [value for value in geometry if "," in value] == []


@pytest.mark.parametrize("table", ["indicators", "funnel"])
def test_table_is_in_one_language(client, world, table):
    client.force_login(UserFactory(reader=True, language="ja"))

    answer = client.get(reverse("matching:board_csv", args=[table]))

    names = [
        line.split(",")[0] for line in b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    ]
    assert [name for name in names if name.isascii()] == []


def test_figures_of_the_table_are_rounded_as_on_the_page():
    third = board.Indicator("One", "days", (1 / 3, 2.0), (None, 7 / 3))
    share = board.Indicator("Two", "percent", (100 / 3, 50.0), (0, None))

    assert third.figures == (0.3, 2.0, 0.17, None, 2.3, None)
    assert share.figures == (33, 50, 0.67, 0, None, None)


def test_quarters_are_written_as_the_reader_writes_them(client):
    client.force_login(UserFactory(reader=True, language="fr"))

    page = client.get(reverse("matching:board")).text
    table = b"".join(client.get(reverse("matching:board_csv", args=["trend"])).streaming_content).decode()

    year, number = board.quarter_of(timezone.localtime())
    assert f'<th scope="row">T{number} {year}</th>' in page
    assert f'"T{number} {year}"' in table.splitlines()[-1]


def test_table_nobody_has_is_not_found(client):
    client.force_login(UserFactory(reader=True))

    assert client.get(reverse("matching:board_csv", args=["people"])).status_code == 404


def test_outcomes_leave_out_the_officers_own_company(client, world):
    match = stages.introduced_before(14, stages.introduced(world))
    answer = {
        "meeting": "informative",
        "agreements": ["nda"],
        "benefit": 4,
        "is_final": False,
        "note": "=1+1",
    }
    outcomes.report(
        match, company=match.french_company, member=world["french_member"], milestone=14, **answer
    )
    address = reverse("matching:outcomes_csv")

    def lines(officer):
        second_factor.set_up(officer)
        client.force_login(officer)
        return b"".join(client.get(address).streaming_content).decode().splitlines()

    own = UserFactory(french_officer=True)
    CompanyFactory(member=own)
    Match.objects.filter(pk=match.pk).update(french_company=own.memberships.get().company)
    assert (len(lines(own)), len(lines(world["japanese_officer"]))) == (1, 2)
