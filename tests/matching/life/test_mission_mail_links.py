""" "Not now" to a suggested mission from a mail: for one person and state, and never by looking."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from events.models import Mission
from matching.life import links
from matching.models import MissionSuggestion
from matching.own import mission_answers
from tests.events.missions import life
from tests.factories import CompanyFactory, MatchFactory, MissionSuggestionFactory
from tests.people import readers_of_english

pytestmark = pytest.mark.django_db
State = MissionSuggestion.State


@pytest.fixture
def world():
    return readers_of_english()


@pytest.fixture
def suggestion(world):
    company = CompanyFactory(published=True, member=world["french_member"])
    return MissionSuggestionFactory(company=company, mission=life.opened(world))


def path_for(user, suggestion) -> str:
    return "/" + links.mission_not_now_url(user, suggestion).split("/", 3)[3]


def test_link_shows_a_page_and_its_button_declines(world, suggestion):
    browser = Client()
    path = path_for(world["french_member"], suggestion)

    page = browser.get(path)
    answer = browser.post(path, {"reason": "dates"}, follow=True)

    assert page.status_code == 200
    assert "Noted: not now" in answer.text
    said = life.fresh(suggestion)
    assert (said.state, said.decline_reason) == (State.DECLINED, "dates")
    assert said.answered_by == world["french_member"]


@pytest.mark.parametrize("method", ["get", "head", "options", "put", "delete"])
def test_scanner_changes_nothing(world, suggestion, method):
    getattr(Client(), method)(path_for(world["french_member"], suggestion))

    assert life.fresh(suggestion).state == State.SUGGESTED


def test_post_needs_the_pages_token_and_a_reason(world, suggestion):
    path = path_for(world["french_member"], suggestion)

    assert Client(enforce_csrf_checks=True).post(path, {"reason": "dates"}).status_code == 403
    assert Client().post(path).status_code == 422
    assert life.fresh(suggestion).state == State.SUGGESTED


def test_link_of_the_state_before_says_that_the_answer_has_changed(world, suggestion):
    path = path_for(world["french_member"], suggestion)
    mission_answers.say_interested(suggestion, member=world["french_member"])

    answer = Client().post(path, {"reason": "dates"})

    assert answer.status_code == 410
    assert "The answer of your company has changed" in answer.text
    assert life.fresh(suggestion).state == State.INTERESTED


def test_link_ends_with_the_call(world, suggestion):
    path = path_for(world["french_member"], suggestion)
    Mission.objects.update(deadline_at=timezone.now())

    answer = Client().post(path, {"reason": "dates"})

    assert answer.status_code == 410
    assert "Nobody can apply for this mission any more" in answer.text
    assert life.fresh(suggestion).state == State.SUGGESTED


def test_link_is_good_for_14_days(world, suggestion, monkeypatch):
    path = path_for(world["french_member"], suggestion)
    now = timezone.now().timestamp()

    monkeypatch.setattr("time.time", lambda: now + timedelta(days=13, hours=23).total_seconds())
    assert Client().get(path).status_code == 200
    monkeypatch.setattr("time.time", lambda: now + timedelta(days=14, minutes=1).total_seconds())

    assert Client().post(path, {"reason": "dates"}).status_code == 410
    assert life.fresh(suggestion).state == State.SUGGESTED


def test_link_of_somebody_who_left_the_company_does_nothing(world, suggestion):
    path = path_for(world["french_member"], suggestion)
    world["french_member"].memberships.all().delete()

    assert Client().post(path, {"reason": "dates"}).status_code == 410
    assert life.fresh(suggestion).state == State.SUGGESTED


def test_link_of_another_company_does_nothing(world, suggestion):
    CompanyFactory(published=True, member=world["stranger"])

    assert Client().post(path_for(world["stranger"], suggestion), {"reason": "dates"}).status_code == 410
    assert life.fresh(suggestion).state == State.SUGGESTED


def test_link_about_a_match_opens_no_mission_and_the_other_way_round(world, suggestion):
    match = MatchFactory(pk=suggestion.pk, french_company=suggestion.company)
    member = world["french_member"]
    about_match, about_mission = (
        url.split("/")[-2]
        for url in (links.not_now_url(member, match), links.mission_not_now_url(member, suggestion))
    )

    assert Client().get(f"/not-now/missions/{about_match}/").status_code == 404
    assert Client().get(f"/not-now/{about_mission}/").status_code == 404
