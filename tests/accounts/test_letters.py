"""The letters of accounts: one template per language, each with its subject."""

from pathlib import Path

import pytest
from django.conf import settings as site_settings
from django.utils import timezone

from accounts.models import Invitation
from accounts.models.users import Language
from mail.letters import send_letter_to
from tests.factories import AbsenceFactory, AgencyFactory, UserFactory

pytestmark = pytest.mark.django_db

FOLDER = Path(site_settings.BASE_DIR) / "templates" / "mail" / "account"
# What allauth sends with our settings, our own invitation, and what deputies are told.
NAMES = [
    "account_already_exists",
    "email_changed",
    "email_confirmation",
    "email_confirmation_signup",
    "email_deleted",
    "invitation",
    "password_changed",
    "password_reset",
    "password_reset_key",
    "password_set",
    "recovery_codes_generated",
    "standing_in",
    "standing_in_over",
    "totp_activated",
    "totp_deactivated",
    "unknown_account",
]
MISSING = "[missing variable]"


@pytest.fixture(autouse=True)
def missing_variables_show(settings):
    template = settings.TEMPLATES[0]
    settings.TEMPLATES = [{**template, "OPTIONS": {**template["OPTIONS"], "string_if_invalid": MISSING}}]


@pytest.fixture
def facts():
    """What the letters may name."""
    agency = AgencyFactory()
    return {
        "key": "3-d0d0d0",
        "uid": "3",
        "timestamp": timezone.now(),
        "ip": "192.0.2.1",
        "from_email": "old@example.com",
        "to_email": "new@example.com",
        "deleted_email": "gone@example.com",
        "invitation": Invitation(email="new@example.com", role="officer", agency=agency, language="fr"),
        "absence": AbsenceFactory.build(),
        "link": "https://enishi.example.com/invitations/3:d0d0/",
    }


def write(name, language, facts, **more):
    return send_letter_to("new@example.com", language, f"account/{name}", **facts, **more)


def test_every_letter_is_there_in_three_languages():
    found = sorted(path.name for path in FOLDER.iterdir() if not path.name.startswith("_"))

    assert found == sorted(f"{name}.{language}.txt" for name in NAMES for language in Language.values)


@pytest.mark.parametrize("language", Language.values)
@pytest.mark.parametrize("name", NAMES)
def test_letter_has_a_subject_of_one_line_and_a_body(name, language, facts):
    person = UserFactory(language=language, family_name="Durand")

    letters = [write(name, language, facts), write(name, language, facts, user=person)]

    for letter in letters:
        assert 5 < len(letter.subject) < 100
        assert letter.subject.splitlines() == [letter.subject]
        assert len(letter.body) > 100
        assert MISSING not in letter.subject + letter.body
        assert letter.language == language


@pytest.mark.parametrize("name", NAMES)
def test_letter_is_written_anew_in_each_language(name, facts):
    letters = [write(name, language, facts) for language in Language.values]

    assert len({letter.subject for letter in letters}) == 3
    assert len({letter.body for letter in letters}) == 3


@pytest.mark.parametrize("name", NAMES)
def test_letter_names_the_same_links_in_each_language(name, facts):
    letters = [write(name, language, facts) for language in Language.values]

    links = {tuple(line for line in letter.body.split() if line.startswith("http")) for letter in letters}
    assert len(links) == 1


def test_names_are_not_escaped(facts):
    person = UserFactory(language="ja", family_name="O'Neill & <fils>")

    letter = write("password_changed", "ja", facts, user=person)

    assert person.full_name in letter.body
