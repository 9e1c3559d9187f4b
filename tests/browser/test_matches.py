"""Two companies in the browser: from the suggestion to the introduction, and every way out of it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from events.models import Meeting
from matching.models import Match
from matching.models.life import State
from tests import second_factor
from tests.factories import CompanyFactory, MatchFactory, UserFactory
from tests.matching import stages
from tests.permissions import world as worlds

pytestmark = pytest.mark.django_db(transaction=True)
REASON = {
    "concept": "humidity-sensor",
    "share": 0.6,
    "french_words": ["capteurs d'humidité"],
    "japanese_words": ["土壌水分センサー"],
}


@pytest.fixture
def people() -> dict:
    """The members of both companies, whom the companies name, and an officer of each country."""
    officers = {
        "french_officer": UserFactory(french_officer=True),
        "japanese_officer": UserFactory(japanese_officer=True),
    }
    for officer in officers.values():
        second_factor.set_up(officer)
    return officers | {
        "claire": UserFactory(french=True, family_name="Delmas", given_name="Claire"),
        "hanako": UserFactory(japanese=True, family_name="金糸雀", given_name="花子"),
    }


@pytest.fixture
def match(people) -> Match:
    """A suggestion to both."""
    french = {"family_name": "Delmas", "given_name": "Claire", "email": "canari-claire@example.com"}
    japanese = {"family_name": "金糸雀", "given_name": "花子", "email": "canari-hanako@example.com"}
    return MatchFactory(
        french_company=company(people["claire"], latin_name="Vignécoute", **contact(french)),
        japanese_company=company(people["hanako"], japanese=True, **contact(japanese)),
        explanation={"shared": [REASON], "french_gives": [REASON], "japanese_gives": []},
    )


def company(member, **given):
    return CompanyFactory(published=True, member=member, **given)


def contact(details: dict) -> dict:
    return {f"contact_person__{name}": value for name, value in details.items()}


@pytest.fixture
def at(visitor, people):
    """Opens a browser for one of the people: at("claire", "fr", "phone")."""

    def open_browser(name: str, language: str, screen: str = "desktop", **how):
        browser = visitor(language, screen, **how)
        browser.take_session_of(worlds.client_of(people, name, language))
        return browser

    return open_browser


def state(match: Match) -> str:
    return Match.objects.get(pk=match.pk).state


def say_yes(browser, match: Match, note: str) -> None:
    """From the board over the form to the page of the match."""
    browser.open("/matches/")
    browser.page.locator(f"main a[href='/matches/{match.pk}/interest/']").first.click()
    assert browser.faults() == []
    browser.page.locator("[name=agrees]").check()
    browser.page.locator("[name=note]").fill(note)
    browser.send("form[action$='/interest/']")


def approve(browser, match: Match, country: str) -> None:
    """From the officer's own list to the half, with what has to be considered."""
    browser.open("/desk/matches/")
    browser.page.locator(f"main a[href='{stages.half(match, country).get_absolute_url()}']").click()
    for check in stages.CHECKS:
        browser.page.locator(f"input[name=checks][value={check}]").check()
    browser.send("form[action$='/approve/']")
    assert browser.faults() == []


def agree_on_a_time(asking, answering, match: Match) -> Meeting:
    """One side proposes the times the page suggests, the other one chooses the first."""
    asking.open(match.get_absolute_url())
    asking.page.locator("main a[href$='/meeting/']").click()
    asking.fill({"video_link": "https://video.example.com/room"})
    asking.send()
    assert asking.faults() == []
    asking.send()
    meeting = Meeting.objects.get()
    answering.open(match.get_absolute_url())
    answering.page.locator(f"main a[href='{meeting.get_absolute_url()}']").click()
    answering.send("main li form")
    return meeting


def report(browser, match: Match, meeting: Meeting) -> None:
    """Say that one has met, and that it led to a confidentiality agreement."""
    browser.open(meeting.get_absolute_url())
    browser.fill({"answer": "attended"})
    browser.send("form[action$='/report/']")
    browser.open(match.get_absolute_url())
    browser.page.locator("main a[href$='/outcome/']").click()
    browser.fill({"meeting": "cooperation", "agreements": ["nda"], "benefit": "4"})
    browser.send()
    assert browser.faults() == []


def test_two_companies_meet_in_their_own_languages_up_to_an_agreement(at, match, people):
    claire, hanako = at("claire", "fr"), at("hanako", "ja", "phone")

    say_yes(claire, match, "Nos capteurs vous intéressent-ils ?")
    assert state(match) == State.INTEREST
    hanako.open("/matches/")
    assert hanako.page.locator("#yours article").count() == 1
    say_yes(hanako, match, "ぜひ実証実験をご一緒したいです。")
    assert state(match) == State.MUTUAL
    before = [browser.page.content() for browser in (claire, hanako)]
    approve(at("french_officer", "fr"), match, "FR")
    officer = at("japanese_officer", "ja")
    approve(officer, match, "JP")
    for browser in (claire, hanako):
        browser.open(match.get_absolute_url())

    assert "canari-hanako@example.com" not in before[0]
    assert "canari-claire@example.com" not in before[1]
    assert claire.page.locator("a[href='mailto:canari-hanako@example.com']").count() == 1
    assert hanako.page.locator("a[href='mailto:canari-claire@example.com']").count() == 1
    assert claire.page.get_by_text("ぜひ実証実験をご一緒したいです。").count() == 1
    assert claire.faults_in_every_light() + hanako.faults_in_every_light() == []

    meeting = agree_on_a_time(claire, hanako, match)
    assert hanako.page.locator("main a[href$='/outcome/']").count() == 0
    stages.introduced_before(1, match)
    Meeting.objects.filter(pk=meeting.pk).update(starts_at=timezone.now() - timedelta(hours=2))
    for browser in (claire, hanako):
        report(browser, match, meeting)
    officer.open(stages.half(match, "JP").get_absolute_url())

    assert Meeting.objects.get().state == Meeting.State.HELD
    assert [agreement.kind for agreement in match.agreements.all()] == ["nda"]
    assert officer.page.locator(f"main a[href='{meeting.get_absolute_url()}']").count() == 1
    assert officer.page.get_by_text("秘密保持契約（NDA）").count() == 2
    assert "video.example.com" not in officer.page.content()
    assert officer.faults_in_every_light() == []


def test_not_now_needs_a_reason_and_no_javascript(at, match):
    hanako = at("hanako", "ja", "phone", java_script_enabled=False)
    hanako.open(match.get_absolute_url())

    hanako.page.locator("input[name=reason][value=timing]").check()
    hanako.page.locator("form[action$='/not-now/'] button").click()

    assert hanako.page.url.endswith("/matches/")
    assert hanako.page.locator("#closed li").count() == 1
    assert state(match) == State.DECLINED


def test_asker_takes_back_after_reading_what_it_means(at, match):
    claire = at("claire", "fr", "phone")
    say_yes(claire, match, "")

    claire.page.locator("a[href$='/withdraw/']").click()
    faults = claire.faults()
    claire.send("form[action$='/withdraw/']")

    assert faults == []
    assert state(match) == State.WITHDRAWN


def test_block_ends_the_match_and_can_be_lifted(at, match):
    claire = at("claire", "fr")
    stages.say_yes(match, match.japanese_company.memberships.get().user, match.japanese_company)
    claire.open(match.get_absolute_url())

    claire.page.locator("a[href$='/block/']").click()
    faults = claire.faults()
    claire.send("form[action$='/block/']")
    assert state(match) == State.WITHDRAWN
    claire.send("form[action$='/unblock/']")

    assert faults + claire.faults() == []
    assert claire.page.locator("form[action$='/unblock/']").count() == 0


def test_refused_note_is_explained_and_nothing_typed_is_lost(at, match):
    hanako = at("hanako", "ja", "phone")
    hanako.open(f"/matches/{match.pk}/interest/")
    hanako.page.locator("[name=agrees]").check()
    hanako.page.locator("[name=note]").fill("担当の金糸雀です。hanako@example.com")

    hanako.send("form[action$='/interest/']")

    assert "hanako@example.com" in hanako.page.locator("[role=alert]").inner_text()
    assert hanako.page.locator("[name=note]").input_value() == "担当の金糸雀です。hanako@example.com"
    assert hanako.page.locator("[name=agrees]").is_checked()
    hanako.complaints.clear()  # Chromium's own line on the status
    assert hanako.faults() == []
