"""The HTML part says what the text says, and only what we wrote is markup."""

import re

import pytest
from django.utils.html import format_html

from mail import html
from mail.letters import send_letter_to

MARK = "\ue000"


def test_paragraphs_and_lines_become_elements():
    document = html.from_text("Subject", "Madame, Monsieur,\n\nOne\nTwo\n", "fr")

    found = [
        re.sub(r' style="[^"]*"', "", line) for line in re.findall(r"<p[ >].*?</p>", document, re.DOTALL)
    ]
    assert found[1:] == ["<p>Madame, Monsieur,</p>", "<p>One<br>Two</p>"]
    assert '<html lang="fr">' in document
    assert "<title>Subject</title>" in document


def test_addresses_become_links():
    document = html.from_text("Subject", "https://enishi.example.com/matches/1/", "en")

    assert 'href="https://enishi.example.com/matches/1/"' in document


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "</style>&lt;b>"]
)
def test_text_is_never_markup(text):
    document = html.from_text(text, f"{text}\n\n{text}", "ja")

    assert not re.search(r"<(script|img|b)\b", document)


def test_fragment_takes_the_place_of_its_mark():
    fragment = format_html("<h2>{}</h2>", "L'Atelier & Cie")

    document = html.from_text("Subject", f"Before\n\n{MARK}\n\nAfter", "fr", {MARK: fragment})

    assert "L'Atelier &amp; Cie</h2>" in document
    assert MARK not in document
    assert document.index("Before") < document.index("Atelier") < document.index("After")


def test_styles_stand_in_the_elements_and_only_those_for_dark_mode_apart():
    document = html.from_text("Subject", "Body", "fr")

    [style] = re.findall(r"<style>(.*?)</style>", document, re.DOTALL)
    assert style.strip().startswith("@media (prefers-color-scheme: dark)")
    assert re.search(r'<p style="margin: 0 0 16px;?">Body', document)


def test_nothing_is_loaded_from_anywhere():
    document = html.from_text("Subject", "Body", "fr")

    assert not re.search(r"<(img|link|script|iframe)\b|url\(|@import", document)


def test_half_a_character_stops_nothing():
    assert "Body" in html.from_text("Subject", "Body \ud800", "fr")


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["fr", "ja", "en"])
def test_every_letter_has_both_parts(language):
    email = send_letter_to("one@example.com", language, "account/unknown_account")

    assert f'<html lang="{language}">' in email.html
    for line in email.body.split():
        assert line.rstrip("./") in email.html.replace("&#x27;", "'").replace("<br>", "\n")
