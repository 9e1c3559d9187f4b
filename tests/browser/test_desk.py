"""The officers' desk in the browser: both countries decide, each in its language, by keyboard too."""

import pytest
from django.test import Client
from django.urls import reverse

from matching.life import deciding
from matching.models.life import State
from tests import second_factor
from tests.matching import stages
from tests.people import everybody

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world():
    people = everybody()
    for name in ("french_officer", "japanese_officer", "french_lead"):
        second_factor.set_up(people[name])
    return people


@pytest.fixture
def at_desk(visitor):
    """Opens the desk of an officer in a browser of their own."""

    def open_desk(officer, screen: str = "desktop"):
        client = Client()
        client.force_login(officer)
        person = visitor(officer.language, screen)
        person.take_session_of(client)
        person.open("/desk/")
        return person

    return open_desk


def check(person, *values: str) -> None:
    """Tick these boxes of the checklist."""
    for value in values:
        person.page.locator(f'input[name="checks"][value="{value}"]').check()


def test_officers_of_both_countries_approve_up_to_the_introduction(world, at_desk):
    match = stages.mutual(world)

    for name in ("french_officer", "japanese_officer"):
        person = at_desk(world[name])
        person.page.locator("main tbody a").first.click()  # their own matches come first
        person.page.locator("main tbody th a").first.click()
        assert person.faults_in_every_light() == []
        check(person, "sanctions", "conflict")
        person.send("form[action$='/approve/']")
        assert person.page.locator("html").get_attribute("lang") == world[name].language
        assert person.faults() == []

    assert stages.fresh(match).state == State.INTRODUCED


def test_officer_refuses_with_a_reason_by_keyboard_alone(world, at_desk):
    match = stages.mutual(world)
    person = at_desk(world["french_officer"])
    person.open(stages.half(match, "FR").get_absolute_url())

    person.page.locator("main summary", has_text="Refuser").press("Enter")
    person.page.locator("#id_refuse_reason").select_option("other")
    person.page.locator("#id_refuse_explanation").press_sequentially("Trop tôt.")
    with person.page.expect_navigation():
        person.page.locator("form[action$='/refuse/'] button").press("Enter")

    assert stages.fresh(match).state == State.REFUSED


def test_officer_puts_a_match_on_hold_after_an_error_that_opens_its_form(world, at_desk):
    match = stages.mutual(world)
    person = at_desk(world["japanese_officer"], "phone")
    person.open(stages.half(match, "JP").get_absolute_url())

    person.page.locator("main summary").first.click()
    person.send("form[action$='/hold/']")
    person.complaints.clear()  # Chromium's own line on the status
    assert person.faults() == []
    form = person.page.locator("form[action$='/hold/']")
    form.locator("[name=reason]").select_option("information")
    form.locator("[name=explanation]").fill("確認中です。")
    person.send("form[action$='/hold/']")

    half = stages.half(match, "JP")
    assert (half.state, half.held_until) == ("held", deciding.latest_hold("JP"))


def test_officer_decides_several_after_a_preview(world, at_desk):
    matches = [stages.mutual(world) for _ in range(2)]
    person = at_desk(world["french_officer"])
    person.open(reverse("matching:desk_matches") + "?whose=all")

    for box in person.page.locator("input[name=half]").all():
        box.check()
    with person.page.expect_navigation():
        person.page.locator("button[value=approve]").click()
    assert person.faults_in_every_light() == []
    check(person, "sanctions", "conflict")
    person.send("form[method=post][action$='/decide/']")

    assert person.faults_in_every_light() == []
    assert [stages.half(match, "FR").state for match in matches] == ["approved", "approved"]
