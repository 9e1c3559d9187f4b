"""Letters are in the recipient's language and form, as plain text."""

import pytest

from mail.letters import send_letter, send_letter_to
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def notice(settings, tmp_path):
    """A letter of the name `notice` in three languages, made for the test."""
    for language in ("fr", "ja", "en"):
        frame = f'{{% extends "mail/_letter.{language}.txt" %}}'
        blocks = "{% block subject %}About {{ firm }}{% endblock %}{% block body %}{{ firm }}{% endblock %}"
        (tmp_path / "mail").mkdir(exist_ok=True)
        (tmp_path / "mail" / f"notice.{language}.txt").write_text(frame + blocks)
    templates = [settings.TEMPLATES[0] | {"DIRS": [tmp_path, *settings.TEMPLATES[0]["DIRS"]]}]
    settings.TEMPLATES = templates


def test_letter_is_plain_text_without_escapes(notice):
    email = send_letter(UserFactory(french=True), "notice", firm="L'Atelier & Cie")

    assert email.subject == "About L'Atelier & Cie"
    assert "\nL'Atelier & Cie\n" in email.body


def test_french_letter_has_salutation_and_closing(notice):
    body = send_letter(UserFactory(french=True), "notice", firm="x").body

    assert body.startswith("Madame, Monsieur,\n")
    assert "l'expression de nos salutations distinguées." in body


def test_japanese_letter_names_the_person_with_one_honorific(notice):
    person = UserFactory(japanese=True, family_name="山田", given_name="花子")

    body = send_letter(person, "notice", firm="x").body

    assert body.startswith("山田 花子 様\n")
    assert body.count("様") == 1
    assert "御中" not in body
    assert "よろしくお願いいたします。" in body


def test_japanese_letter_to_an_unknown_person_is_polite(notice):
    body = send_letter_to("stranger@example.com", "ja", "notice", firm="x").body

    assert body.startswith("ご担当者様\n")


def test_letter_says_its_language_and_that_a_machine_sent_it(notice):
    email = send_letter(UserFactory(japanese=True), "notice", firm="x")

    assert email.headers == {"Content-Language": "ja", "Auto-Submitted": "auto-generated"}
