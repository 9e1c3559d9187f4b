"""The demo's sign-ins: only in a demo, and complained about elsewhere."""

from io import StringIO

import pytest
from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.test import Client

from accounts import demo, reference
from accounts.models import Role, User
from accounts.passwords import DEMO_PASSWORD
from tests.accounts.looking import is_signed_in, sign_in
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def agencies():
    reference.load_agencies()


@pytest.fixture
def people(settings):
    """The demo's people, by their addresses, with the demo on."""
    settings.DEMO = True
    demo.load_sign_ins()
    return {person.email: person for person in User.objects.all()}


def complaints() -> list[str]:
    found = run_checks(tags=["database"], databases=["default"])
    return [error.id for error in found if error.id.startswith("accounts.")]


def test_demo_has_one_sign_in_per_role_and_country(people):
    found = {(person.role, person.country and person.country.value) for person in people.values()}

    assert found == {
        (Role.MEMBER, None),
        (Role.OFFICER, "FR"),
        (Role.OFFICER, "JP"),
        (Role.LEAD, "FR"),
        (Role.LEAD, "JP"),
        (Role.READER, "JP"),
        (Role.ADMIN, None),
    }
    assert [email for email, person in people.items() if person.is_superuser] == ["admin@example.com"]


def test_everybody_signs_in_with_the_demo_password_where_demo_is_on(people):
    browsers = {email: Client() for email in people}

    for number, (email, browser) in enumerate(browsers.items()):
        browser.defaults["REMOTE_ADDR"] = f"192.0.2.{number}"
        sign_in(browser, people[email], DEMO_PASSWORD)

    assert [is_signed_in(browser) for browser in browsers.values()] == [True] * 8


def test_nobody_signs_in_with_the_demo_password_where_demo_is_off(people, settings):
    settings.DEMO = False
    browsers = {email: Client() for email in people}

    for email, browser in browsers.items():
        sign_in(browser, people[email], DEMO_PASSWORD)

    assert [is_signed_in(browser) for browser in browsers.values()] == [False] * 8


def test_loading_again_puts_the_people_back_as_they_were(people):
    changed = people["founder-jp@example.com"]
    changed.role, changed.is_superuser, changed.language = Role.ADMIN, True, "fr"
    changed.set_password("another-long-passphrase")
    changed.save()

    demo.load_sign_ins()

    changed.refresh_from_db()
    assert (changed.role, changed.is_superuser, changed.language) == (Role.MEMBER, False, "ja")
    assert changed.check_password(DEMO_PASSWORD)
    assert User.objects.count() == 8


def test_sign_ins_are_not_loaded_where_demo_is_off():
    with pytest.raises(ImproperlyConfigured):
        demo.load_sign_ins()

    assert User.objects.count() == 0


def test_check_complains_of_demo_sign_ins_where_demo_is_off(people, settings):
    during = complaints()

    settings.DEMO = False

    assert (during, complaints()) == ([], ["accounts.E001"])


def test_check_does_not_complain_of_other_people():
    UserFactory()

    assert complaints() == []


def test_sign_ins_are_printed(settings):
    settings.DEMO = True
    said = StringIO()

    call_command("demo_signins", stdout=said)

    lines = said.getvalue().splitlines()
    assert DEMO_PASSWORD in lines[0]
    assert [line.split()[0] for line in lines[1:]] == demo.ADDRESSES


def test_nothing_is_printed_where_demo_is_off():
    with pytest.raises(CommandError):
        call_command("demo_signins")


def test_everybody_has_a_name_in_the_order_of_their_language(people):
    named = {email: person.full_name for email, person in people.items()}

    assert [name for name in named.values() if "@" in name] == []
    assert (named["founder-fr@example.com"], named["founder-jp@example.com"]) == (
        "Claire Delmas",
        "西村 美咲",
    )
