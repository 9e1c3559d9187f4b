"""Suggested missions on the board, on their own pages and before officers."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from events.models import Application, Mission
from matching.models import Match, MissionRanking, MissionSuggestion
from matching.own.missions import cards_for
from tests import second_factor
from tests.events.missions import life
from tests.factories import CompanyFactory, MatchFactory, MissionSuggestionFactory, UserFactory
from tests.people import everybody

pytestmark = pytest.mark.django_db
BOARD = "/matches/"
State = MissionSuggestion.State


@pytest.fixture
def world():
    return everybody()


@pytest.fixture
def member(client):
    """A member who is signed in and reads English."""
    user = UserFactory()
    client.force_login(user)
    return user


@pytest.fixture
def company(member):
    return CompanyFactory(published=True, member=member)


@pytest.fixture
def suggestion(world, company):
    return MissionSuggestionFactory(company=company, mission=life.opened(world))


def fresh(suggestion: MissionSuggestion) -> MissionSuggestion:
    return MissionSuggestion.objects.get(pk=suggestion.pk)


def answer(client, suggestion, step: str, **data):
    return client.post(f"{suggestion.get_absolute_url()}{step}/", data)


def test_the_board_shows_missions_with_reasons_and_deadline(client, suggestion):
    text = client.get(BOARD).content.decode()

    assert "Missions for you" in text
    assert text.count(f'action="/missions/suggested/{suggestion.pk}/interest/"') == 1
    assert "télémètre laser" in text
    assert "lidars" in text
    # Paris and Tokyo share a line only while it is the same day in both.
    assert str(suggestion.mission.deadline.lines[-1].clocks[-1]) in text


def test_the_board_says_where_to_look_when_no_mission_fits(client, company):
    text = client.get(BOARD).content.decode()

    assert "No open mission fits your profile at the moment." in text


def test_the_board_asks_the_database_as_often_for_three_missions(client, world, suggestion):
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert client.get(BOARD).status_code == 200
        return len(captured)

    MatchFactory(french_company=suggestion.company)
    one = queries()
    for _ in range(2):
        MissionSuggestionFactory(company=suggestion.company, mission=life.opened(world))

    assert len(cards_for(suggestion.company, "en")) == 3
    assert queries() == one


def test_matches_there_are_those_that_are_alive_and_known(suggestion):
    company = suggestion.company
    alive = [
        MatchFactory(french_company=company),
        MatchFactory(french_company=company, state=Match.State.INTRODUCED, interest_at=timezone.now()),
    ]
    MatchFactory(french_company=company, state=Match.State.DECLINED, interest_at=timezone.now())
    MatchFactory(french_company=company, state=Match.State.PROPOSED)
    MatchFactory(french_company=company, shown_to_french=False)
    MissionRanking.objects.create(mission=suggestion.mission, hosts=[alive[0].japanese_company_id])

    [card] = cards_for(company, "en")

    assert (card.matches, card.near) == (2, 1)


def test_the_page_names_the_matches_and_says_what_is_counted(client, suggestion):
    match = MatchFactory(french_company=suggestion.company)

    text = client.get(suggestion.get_absolute_url()).content.decode()

    assert "1 of your matches is at home there (Japan)." in text
    assert "Whether they visit the show is not known." in text
    assert match.japanese_company.legal_name in text


def test_the_page_names_conditions_that_are_not_met(client, suggestion):
    Mission.objects.update(rules={"oldest_years": 1})
    suggestion.company.founded_on = timezone.localdate().replace(year=2001, day=1)
    suggestion.company.save()

    assert "does not meet these conditions" in client.get(suggestion.get_absolute_url()).content.decode()


def test_interested_leads_to_one_application_however_often_it_is_said(client, member, suggestion):
    first, second = (answer(client, suggestion, "interest") for _ in range(2))

    application = Application.objects.get()
    assert first.url == second.url == application.get_absolute_url()
    assert (application.company, application.mission) == (suggestion.company, suggestion.mission)
    assert (fresh(suggestion).state, fresh(suggestion).answered_by) == (State.INTERESTED, member)
    assert cards_for(suggestion.company, "en") == []
    assert "Go on with your application" in client.get(suggestion.get_absolute_url()).content.decode()


def test_interested_after_the_deadline_is_refused_and_nothing_is_kept(client, suggestion):
    Mission.objects.update(deadline_at=timezone.now())

    assert answer(client, suggestion, "interest").status_code == 409
    assert (fresh(suggestion).state, Application.objects.count()) == (State.SUGGESTED, 0)


def test_not_now_needs_a_reason_and_keeps_it(client, member, suggestion):
    assert answer(client, suggestion, "not-now").status_code == 422
    assert answer(client, suggestion, "not-now", reason="dates").url == BOARD
    assert answer(client, suggestion, "not-now", reason="cost").url == BOARD

    found = fresh(suggestion)
    assert (found.state, found.decline_reason, found.answered_by) == (State.DECLINED, "dates", member)


def test_a_company_may_change_its_mind_until_the_deadline(client, suggestion):
    answer(client, suggestion, "not-now", reason="dates")

    assert answer(client, suggestion, "interest").status_code == 302
    assert (fresh(suggestion).state, fresh(suggestion).decline_reason) == (State.INTERESTED, "")


def test_nobody_says_not_now_who_has_begun(client, suggestion):
    answer(client, suggestion, "interest")

    assert answer(client, suggestion, "not-now", reason="dates").status_code == 409


def test_another_companys_suggestion_is_not_found(client, member, world):
    foreign = MissionSuggestionFactory(mission=life.opened(world))

    assert client.get(foreign.get_absolute_url()).status_code == 404
    assert answer(client, foreign, "interest").status_code == 404


@pytest.mark.parametrize(("role", "sees_reason"), [("french_officer", True), ("japanese_officer", False)])
def test_officers_read_who_was_asked_and_why(client, world, role, sees_reason):
    mission = life.opened(world)
    MissionSuggestionFactory(mission=mission, score=0.7)
    declined = MissionSuggestionFactory(mission=mission, state=State.DECLINED, decline_reason="cost")
    MissionSuggestionFactory(mission=mission, state=State.SUPERSEDED)
    MissionSuggestionFactory(mission=mission, company__member=world[role])
    officer = world[role]
    officer.language = "en"
    officer.save()
    second_factor.set_up(officer)
    client.force_login(officer)

    shown = client.get(f"/missions/{mission.pk}/companies/")

    assert [card.suggestion.score for card in shown.context["cards"]] == [0.7, declined.score]
    assert ("Too expensive for us" in shown.content.decode()) is sees_reason


def test_officers_list_asks_the_database_as_often_for_three_rows(client, world, officer):
    mission = life.opened(world)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(f"/missions/{mission.pk}/companies/").status_code == 200
        return len(captured)

    MissionSuggestionFactory(mission=mission)
    one = queries()
    MissionSuggestionFactory.create_batch(2, mission=mission)

    assert queries() == one
