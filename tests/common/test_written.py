"""Texts as they were written, marked with their language."""

import pytest
from django.template import Context, Template
from django.utils import translation

FRENCH, JAPANESE = "Nous mesurons l'eau des vignes.", "土壌の水分を測定します。"


def shown(text: str, reader: str, language: str = "") -> str:
    template = Template("{% load written %}{% as_written text language %}")
    with translation.override(reader):
        return template.render(Context({"text": text, "language": language}))


@pytest.mark.parametrize(
    ("text", "reader", "badges"),
    [(FRENCH, "fr", []), (FRENCH, "ja", ["Français"]), (JAPANESE, "fr", ["日本語"]), (JAPANESE, "ja", [])],
)
def test_only_a_text_in_another_language_is_marked(text, reader, badges):
    page = shown(text, reader)

    language = "fr" if text == FRENCH else "ja"
    assert page.count(f'<div class="as-written" lang="{language}">') == 1
    assert [name for name in ("Français", "日本語", "English") if f">{name}</span>" in page] == badges


def test_language_that_is_known_is_not_guessed():
    assert ">English</span>" in shown("AI", "fr", "en")


def test_lines_are_kept_and_nothing_in_the_text_acts():
    assert "&lt;b&gt;a&lt;/b&gt;<br>b" in shown("<b>a</b>\nb", "en", "en")
