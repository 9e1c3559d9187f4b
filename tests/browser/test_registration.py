"""Registering in the browser: left and resumed, mended after errors, with and without JavaScript."""

import pytest

from startups.models import Company
from tests.factories import UserFactory
from tests.permissions import world as worlds
from tests.story import FRENCH, JAPANESE

pytestmark = pytest.mark.django_db(transaction=True)


def founder_at(browser, founder):
    """The founder, signed in and past the first question."""
    person = UserFactory(email=founder.email, language=founder.language)
    browser.take_session_of(worlds.client_of({"founder": person}, "founder", founder.language))
    browser.open("/company/")
    browser.fill({"country": founder.country})
    browser.send()
    return browser


def test_wrong_number_is_explained_and_nothing_typed_is_lost(visitor):
    browser = founder_at(visitor("fr", "phone"), FRENCH)
    browser.fill({**FRENCH.identity, "number": "123456789"})

    browser.send()

    summary = browser.page.locator("[role=alert]").inner_text()
    assert "SIREN" in summary
    assert browser.page.locator("[name=legal_name]").input_value() == FRENCH.company
    assert browser.page.locator("[name=number]").get_attribute("aria-invalid") == "true"
    browser.complaints.clear()  # Chromium's own line on the status
    assert browser.faults() == []


def test_contact_data_in_a_text_is_refused_with_its_line(visitor):
    browser = founder_at(visitor("fr"), FRENCH)
    browser.open("/company/texts/new/")
    browser.fill({**FRENCH.text, "offers": "Des capteurs\nÉcrivez à claire@vigne.example.com"})

    browser.send()

    summary = browser.page.locator("[role=alert]").inner_text()
    assert "claire@vigne.example.com" in summary
    assert "2" in summary
    assert browser.page.locator("[name=summary]").input_value() == FRENCH.text["summary"]


def test_registration_goes_on_where_it_was_left(visitor):
    first = founder_at(visitor("ja"), JAPANESE)
    first.fill(JAPANESE.identity)
    first.send()
    person = Company.objects.get().memberships.get().user

    later = visitor("ja", "phone")
    later.take_session_of(worlds.client_of({"founder": person}, "founder", "ja"))
    later.open("/company/identity/")

    assert later.page.locator("[name=legal_name]").input_value() == JAPANESE.company
    assert later.page.locator("[name=kana]").input_value() == JAPANESE.identity["kana"]


def test_pressing_twice_begins_one_company(visitor):
    browser = visitor("en")
    person = UserFactory()
    browser.take_session_of(worlds.client_of({"founder": person}, "founder", "en"))
    browser.open("/company/")
    browser.fill({"country": "FR"})

    browser.page.locator("main form button").first.dblclick()
    browser.page.wait_for_url("**/company/identity/")

    assert Company.objects.count() == 1


def test_registration_needs_no_javascript(visitor):
    browser = founder_at(visitor("fr", java_script_enabled=False), FRENCH)
    browser.fill(FRENCH.identity)

    browser.send()

    assert browser.page.url.endswith("/company/texts/new/")
    assert Company.objects.get().legal_name == FRENCH.company


def test_directory_filters_with_and_without_javascript(visitor):
    world = worlds.make()
    found = {}
    for has_javascript in (True, False):
        browser = visitor("en", java_script_enabled=has_javascript)
        browser.take_session_of(worlds.client_of(world, "french_member", "en"))
        browser.open("/companies/")
        browser.page.locator("[name=country]").select_option("JP")
        if has_javascript:
            browser.page.wait_for_url("**country=JP**")
        else:
            browser.send("main form")
        found[has_javascript] = browser.page.locator("#companies h2").all_inner_texts()

    japanese = Company.objects.published().filter(country="JP").count()
    assert 0 < len(found[True]) == min(japanese, 20)
    assert found[True] == found[False]
