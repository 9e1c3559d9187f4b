""" "Not now" from a mail: without signing in, for one person, match and state, and never by looking."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from mail.models import OutgoingEmail
from matching.life import deadlines, links
from matching.models import Match
from tests.matching import stages as life
from tests.people import readers_of_english

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return readers_of_english()


def path_for(user, match) -> str:
    return "/" + links.not_now_url(user, match).split("/", 3)[3]


@pytest.mark.parametrize(("stage", "side"), [("suggested", "french"), ("asked", "japanese")])
def test_link_shows_a_page_and_its_button_declines(world, stage, side):
    match = getattr(life, stage)(world)
    member = world[f"{side}_member"]
    browser = Client()
    path = path_for(member, match)

    page = browser.get(path)
    answer = browser.post(path, {"reason": "timing"}, follow=True)

    assert page.status_code == 200
    assert "Noted: not now" in answer.text
    declined = life.fresh(match)
    assert (declined.state, declined.decided_by, declined.decline_reason) == ("declined", member, "timing")


@pytest.mark.parametrize("letter", ["match_interest", "match_reminder"])
def test_letter_that_asks_for_an_answer_holds_a_link_to_decline(world, letter):
    match = life.asked(world)
    Match.objects.filter(pk=match.pk).update(interest_at=timezone.now() - timedelta(days=8))
    deadlines.sweep()
    email = OutgoingEmail.objects.get(user=world["japanese_member"], kind=letter)
    path = re.search(r"/not-now/\S+", email.body).group()

    answer = Client().post(path, {"reason": "timing"})

    assert (answer.status_code, life.fresh(match).state) == (302, "declined")


@pytest.mark.parametrize(("cookie", "language"), [({}, "ja"), ({"django_language": "fr"}, "fr")])
def test_page_is_in_the_language_of_the_letter_unless_another_was_chosen(world, cookie, language):
    match = life.suggested(world)
    world["japanese_member"].language = "ja"
    world["japanese_member"].save()
    browser = Client(headers={"accept-language": "en"})
    browser.cookies.load(cookie)

    page = browser.get(path_for(world["japanese_member"], match))

    assert f'<html lang="{language}">' in page.text
    assert page.headers["Content-Language"] == language


@pytest.mark.parametrize("method", ["get", "head", "options", "put", "delete"])
def test_scanner_changes_nothing(world, method):
    match = life.suggested(world)

    getattr(Client(), method)(path_for(world["french_member"], match))

    assert life.fresh(match).state == Match.State.SUGGESTED


def test_post_needs_the_pages_token_and_a_reason(world):
    match = life.suggested(world)
    path = path_for(world["french_member"], match)

    assert Client(enforce_csrf_checks=True).post(path, {"reason": "timing"}).status_code == 403
    assert Client().post(path).status_code == 422
    assert life.fresh(match).state == Match.State.SUGGESTED


def test_link_of_the_state_before_says_that_the_match_has_moved_on(world):
    match = life.suggested(world)
    path = path_for(world["japanese_member"], match)
    life.say_yes(match, world["french_member"], match.french_company)

    answer = Client().post(path, {"reason": "timing"})

    assert answer.status_code == 410
    assert "The match has moved on" in answer.text
    assert life.fresh(match).state == Match.State.INTEREST


def test_link_is_good_for_14_days(world, monkeypatch):
    match = life.suggested(world)
    path = path_for(world["french_member"], match)
    now = timezone.now().timestamp()

    monkeypatch.setattr("time.time", lambda: now + timedelta(days=13, hours=23).total_seconds())
    assert Client().get(path).status_code == 200
    monkeypatch.setattr("time.time", lambda: now + timedelta(days=14, minutes=1).total_seconds())
    answer = Client().post(path, {"reason": "timing"})

    assert answer.status_code == 410
    assert "Links in mails can be used for 14 days" in answer.text
    assert life.fresh(match).state == Match.State.SUGGESTED


def test_link_of_somebody_who_left_the_company_does_nothing(world):
    match = life.suggested(world)
    path = path_for(world["french_member"], match)
    world["french_member"].memberships.all().delete()

    assert Client().post(path, {"reason": "timing"}).status_code == 410
    assert life.fresh(match).state == Match.State.SUGGESTED


def test_link_of_another_company_does_nothing(world):
    match = life.suggested(world)
    life.suggested(world | {"french_member": world["stranger"]})

    assert Client().post(path_for(world["stranger"], match), {"reason": "timing"}).status_code == 410
    assert life.fresh(match).state == Match.State.SUGGESTED


def test_forged_link_is_not_found(world):
    match = life.suggested(world)
    path = path_for(world["french_member"], match)

    assert Client().get(path[:-4] + "abc/").status_code == 404


def test_page_names_no_contact_person(world):
    match = life.suggested(world)

    assert "anari" not in Client().get(path_for(world["french_member"], match)).text


def test_host_of_a_link_is_the_settings(world, settings):
    settings.SITE_URL = "https://enishi.example.com"
    match = life.suggested(world)

    assert links.not_now_url(world["french_member"], match).startswith("https://enishi.example.com/not-now/")
