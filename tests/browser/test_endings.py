"""Every way a match ends or waits, in the browser and both ways round: who acts, and what the others read."""

from datetime import timedelta

import pytest
from django.utils import timezone, translation

from mail.models import OutgoingEmail
from matching.life import deadlines
from matching.models import Match
from matching.own.standing import Standing
from tests import second_factor
from tests.matching import stages
from tests.people import everybody
from tests.permissions import world as worlds

pytestmark = pytest.mark.django_db(transaction=True)
FRENCH, JAPANESE = "french_member", "japanese_member"
LANGUAGES = {"french": "fr", "japanese": "ja"}
both_ways = pytest.mark.parametrize(
    ("asker", "asked"), [(FRENCH, JAPANESE), (JAPANESE, FRENCH)], ids=["asked in ja", "asked in fr"]
)
by_either = pytest.mark.parametrize("country", ["french", "japanese"])


@pytest.fixture
def world() -> dict:
    people = everybody()
    for name in ("french_officer", "japanese_officer"):
        second_factor.set_up(people[name])
    return people


@pytest.fixture
def at(visitor, world):
    """Opens a browser for one of the people, in their language: at("french_member", "phone")."""

    def open_browser(name: str, screen: str = "desktop"):
        language = LANGUAGES[name.partition("_")[0]]
        browser = visitor(language, screen)
        browser.take_session_of(worlds.client_of(world, name, language))
        return browser

    return open_browser


def interest_of(world: dict, asker: str) -> Match:
    """A match in which that person's company is interested."""
    match = stages.suggested(world)
    stages.say_yes(match, world[asker], world[asker].memberships.get().company)
    return match


def pass_days(match: Match, days: int) -> None:
    """The interest is so many days old, and what is due by itself has been done."""
    Match.objects.filter(pk=match.pk).update(interest_at=timezone.now() - timedelta(days=days))
    deadlines.sweep()


def read(browser, match: Match) -> str:
    """What the board says of the match; then its page is open, and both are without fault."""
    browser.open("/matches/")
    faults = browser.faults()
    entry = browser.page.locator(f"main :is(article, li):has(a[href='{match.get_absolute_url()}'])")
    badge = entry.first.locator(".badge:not(.french, .japanese)").first.inner_text()
    browser.open(match.get_absolute_url())
    assert faults + browser.faults() == []
    return badge


def said(standing: Standing, name: str) -> str:
    """How the standing is called in that person's language."""
    with translation.override(LANGUAGES[name.partition("_")[0]]):
        return str(standing.label)


@both_ways
def test_silence_is_reminded_of_after_a_week_and_ends_after_two(world, at, asker, asked):
    match = interest_of(world, asker)
    asking, silent = at(asker), at(asked, "phone")

    pass_days(match, 7)
    reminder = OutgoingEmail.objects.get(kind="match_reminder")
    waits = read(silent, match)
    pass_days(match, 14)

    assert (reminder.user, match.get_absolute_url() in reminder.body) == (world[asked], True)
    assert waits == said(Standing.YOURS, asked)
    assert read(silent, match) == said(Standing.MISSED, asked)
    assert read(asking, match) == said(Standing.UNANSWERED, asker)
    assert silent.page.locator("form[action$='/not-now/'], a[href$='/interest/']").count() == 0


@both_ways
def test_not_now_is_said_with_a_reason_that_the_other_side_never_reads(world, at, asker, asked):
    match = interest_of(world, asker)
    asking, answering = at(asker), at(asked, "phone")
    answering.open(match.get_absolute_url())
    reason = answering.page.locator("label:has(input[value=competitor])").inner_text().strip()

    answering.page.locator("input[name=reason][value=competitor]").check()
    answering.send("form[action$='/not-now/']")

    assert read(answering, match) == said(Standing.DECLINED, asked)
    assert read(asking, match) == said(Standing.TURNED_DOWN, asker)
    assert reason
    assert reason not in asking.page.locator("main").inner_text()


@both_ways
def test_match_with_the_officers_is_taken_back(world, at, asker, asked):
    match = interest_of(world, asker)
    stages.say_yes(match, world[asked], world[asked].memberships.get().company)
    leaving, other = at(asker, "phone"), at(asked)
    leaving.open(match.get_absolute_url())

    leaving.page.locator("a[href$='/withdraw/']").click()
    faults = leaving.faults()
    leaving.send("form[action$='/withdraw/']")

    assert faults == []
    assert read(leaving, match) == said(Standing.TAKEN_BACK, asker)
    assert read(other, match) == said(Standing.ENDED, asked)


@both_ways
def test_block_looks_to_the_blocked_like_any_other_end(world, at, asker, asked):
    match = interest_of(world, asker)
    blocked, blocking = at(asker), at(asked, "phone")
    blocking.open(match.get_absolute_url())

    blocking.page.locator("a[href$='/block/']").click()
    faults = blocking.faults()
    blocking.send("form[action$='/block/']")

    assert faults == []
    assert read(blocking, match) == said(Standing.BLOCKED, asked)
    assert read(blocked, match) == said(Standing.ENDED, asker)


@by_either
def test_refusal_is_told_to_both_companies_without_its_reason(world, at, country):
    match = stages.mutual(world)
    officer = at(f"{country}_officer")
    officer.open(stages.half(match, world[f"{country}_officer"].country).get_absolute_url())

    officer.page.locator("main details:has(form[action$='/refuse/']) summary").click()
    officer.page.locator("#id_refuse_reason").select_option("sanctions")
    officer.page.locator("#id_refuse_explanation").fill("Canari 金糸雀")
    officer.send("form[action$='/refuse/']")

    for member in (FRENCH, JAPANESE):
        browser = at(member, "phone")
        assert read(browser, match) == said(Standing.REFUSED, member)
        assert "金糸雀" not in browser.page.content()
    assert officer.faults() == []


@by_either
def test_hold_is_read_by_both_companies_with_its_day(world, at, country):
    match = stages.mutual(world)
    officer = at(f"{country}_officer")
    half = stages.half(match, world[f"{country}_officer"].country)
    officer.open(half.get_absolute_url())

    officer.page.locator("main details:has(form[action$='/hold/']) summary").click()
    officer.page.locator("#id_hold_reason").select_option("information")
    officer.page.locator("#id_hold_explanation").fill("Canari 金糸雀")
    officer.send("form[action$='/hold/']")

    half.refresh_from_db()
    for member in (FRENCH, JAPANESE):
        browser = at(member, "phone")
        assert read(browser, match) == said(Standing.OFFICERS, member)
        [own] = browser.page.locator(f".halves li.side-{country}").all()
        assert f"{half.held_until.day}" in own.inner_text()
        assert "金糸雀" not in browser.page.content()
    assert officer.faults() == []
