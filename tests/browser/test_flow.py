"""The whole way in the browser: sign-up, registration, verification, the suggestion with its reason."""

import re

from tests import second_factor
from tests.factories import PASSWORD, UserFactory
from tests.running import eventually
from tests.story import FRENCH, JAPANESE, Founder


def test_french_and_japanese_founder_meet(visitor, whole_site):
    claire = sign_up(visitor("fr"), FRENCH, whole_site)
    hanako = sign_up(visitor("ja"), JAPANESE, whole_site)
    register(claire, FRENCH)
    register(hanako, JAPANESE)
    publish(visitor("fr"), UserFactory(french_officer=True), FRENCH)
    publish(visitor("ja"), UserFactory(japanese_officer=True), JAPANESE)

    reasons = [see_suggestion(claire, JAPANESE), see_suggestion(hanako, FRENCH)]

    assert claire.page.locator("html").get_attribute("lang") == "fr"
    assert hanako.page.locator("html").get_attribute("lang") == "ja"
    for words in reasons:
        assert {"capteurs d'humidité du sol", "土壌水分センサー"} <= set(words)
    assert claire.faults() + hanako.faults() == []


def sign_up(founder_at, founder: Founder, relay):
    """From the home page through the letter to the founder's own page."""
    founder_at.open("/")
    founder_at.page.locator("main a[href='/accounts/signup/']").first.click()
    founder_at.fill({"email": founder.email, "password1": PASSWORD, "password2": PASSWORD})
    founder_at.send()
    letter = relay.text_to(founder.email, containing="/confirm-email/")
    founder_at.page.goto(re.search(r"https?://\S+/confirm-email/\S+", letter)[0])
    founder_at.send()
    return founder_at


def register(founder_at, founder: Founder) -> None:
    """Every step, as the pages lead on; the last one hands the profile in."""
    founder_at.open("/company/")
    founder_at.fill({"country": founder.country})
    founder_at.send()
    for typed in (founder.identity, founder.text):
        founder_at.fill(typed)
        founder_at.send()
    founder_at.open("/company/activity/")  # and not one more language
    for typed in (founder.activity, {}, founder.contact):
        founder_at.fill(typed)
        founder_at.send()
    founder_at.open("/company/submit/")
    founder_at.send()


def publish(officer_at, officer, founder: Founder) -> None:
    """Sign in with the second factor, open the first profile of the queue and publish it."""
    secret = second_factor.set_up(officer)
    officer_at.open("/accounts/login/")
    officer_at.fill({"login": officer.email, "password": PASSWORD})
    officer_at.send()
    officer_at.fill({"code": second_factor.code(secret)})
    officer_at.send()
    officer_at.page.locator("a[href='/desk/companies/']").click()
    officer_at.page.locator("tbody a").first.click()
    officer_at.send("form[action$='/take/']")
    officer_at.fill({"outcome": "published"})
    officer_at.send("form[action$='/decide/']")
    assert officer_at.faults() == []


def see_suggestion(founder_at, other: Founder) -> list[str]:
    """The words of the reasons on the suggestion's own page, once it is there."""

    def is_there() -> bool:
        founder_at.open("/matches/")
        return other.company in founder_at.page.locator("main").inner_text()

    eventually(is_there, f"{other.company} was not suggested")
    founder_at.page.locator("article a[href^='/matches/']:not([href$='/interest/'])").first.click()
    return founder_at.page.locator(".reasons q").all_inner_texts()
