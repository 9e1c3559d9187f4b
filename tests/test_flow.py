"""The whole way of two founders and two officers, with a real worker, broker, database and SMTP relay."""

import re
from html import unescape
from urllib.parse import urlsplit

from django.core import mail
from django.test import Client
from django.urls import reverse

from startups.models import Company
from tests import second_factor
from tests.factories import PASSWORD, UserFactory
from tests.running import eventually
from tests.story import FOUNDERS, FRENCH, JAPANESE, Founder


def test_two_founders_are_suggested_to_each_other_with_the_reason(whole_site):
    founders = {founder.country: sign_up(founder, whole_site) for founder in FOUNDERS}
    for founder in FOUNDERS:
        register(founders[founder.country], founder)
    verify(UserFactory(french_officer=True), FRENCH)
    verify(UserFactory(japanese_officer=True), JAPANESE)

    whole_site.text_to(FRENCH.email, containing="publié")
    whole_site.text_to(JAPANESE.email, containing="公開")
    french = eventually_suggested(founders["FR"], JAPANESE)
    japanese = eventually_suggested(founders["JP"], FRENCH)

    for page in (french, japanese):
        assert '<q lang="fr">capteurs d\'humidité du sol</q>' in page
        assert '<q lang="ja">土壌水分センサー</q>' in page
    assert FRENCH.contact["family_name"] not in japanese
    assert JAPANESE.contact["family_name"] not in french
    assert mail.outbox == []  # nothing passed the outbox by


def sign_up(founder: Founder, relay) -> Client:
    """Open an account and follow the link of the letter."""
    browser = Client(headers={"Accept-Language": founder.language})
    form = {"email": founder.email, "password1": PASSWORD, "password2": PASSWORD}
    browser.post(reverse("account_signup"), form)
    letter = relay.text_to(founder.email, containing="/confirm-email/")
    path = urlsplit(re.search(r"https?://\S+/confirm-email/\S+", letter)[0]).path
    answer = browser.post(path, follow=True)
    assert answer.wsgi_request.user.email == founder.email
    assert answer.headers["Content-Language"] == founder.language
    return browser


def register(browser: Client, founder: Founder) -> None:
    """Fill in every step and hand the profile in."""
    start = browser.get(reverse("startups:company")).context["form"]
    browser.post(reverse("startups:company"), {"country": founder.country, "key": start["key"].value()})
    steps = {
        "startups:identity": founder.identity,
        "startups:add_text": founder.text,
        "startups:activity": founder.activity,
        "startups:labels": {},
        "startups:contact": founder.contact,
        "startups:submit": {},
    }
    for name, typed in steps.items():
        answer = browser.post(reverse(name), {**typed, "csrfmiddlewaretoken": "as every form sends"})
        assert answer.status_code == 302, (name, answer.context["form"].errors)
    assert Company.objects.get(legal_name=founder.company).state == Company.State.SUBMITTED


def verify(officer, founder: Founder) -> None:
    """Find the profile in the queue of its country and publish it."""
    desk = sign_in(officer)
    [company] = desk.get(reverse("startups:desk")).context["page"]
    assert company.legal_name == founder.company
    desk.post(reverse("startups:take", args=[company.pk]))
    form = desk.get(reverse("startups:review", args=[company.pk])).context["form"]
    decision = {"outcome": "published", "submission": form["submission"].value()}
    desk.post(reverse("startups:decide", args=[company.pk]), decision)


def sign_in(officer) -> Client:
    """Sign in with password and second factor."""
    secret = second_factor.set_up(officer)
    browser = Client()
    browser.post(reverse("account_login"), {"login": officer.email, "password": PASSWORD})
    browser.post(reverse("mfa_authenticate"), {"code": second_factor.code(secret)})
    return browser


def eventually_suggested(browser: Client, other: Founder) -> str:
    """The founder's page of suggestions, once it names the other company."""

    def page() -> str:
        text = unescape(browser.get(reverse("matching:matches")).content.decode())
        return text if other.company in text else ""

    return eventually(page, f"{other.company} was not suggested")
