"""Messages are found in code and templates, and kept, checked and compiled without gettext's tools."""

import gettext
import io

import pytest
from babel.messages.catalog import Catalog

from config import messages

PAGE = """{# A page. Needs: company. #}
{% load i18n %}
      {% translate "It's here" %}
  <b title="{% translate 'Say "hi"' context "greeting" %}">{{ company }}</b> {# why #} {% translate "After" %}
{% blocktranslate trimmed count number=number with name=company.name %}
  {{ number }} company
  like {{ name }}
{% plural %}
  {{ number }} companies like {{ name }}
{% endblocktranslate %}
don't "stumble
{{ company|default:_("nobody") }}
"""


@pytest.fixture
def catalogues(tmp_path, monkeypatch):
    """An empty project with one English message in the code."""
    monkeypatch.setattr(messages, "PROJECT", tmp_path)
    code = tmp_path / "startups" / "views.py"
    code.parent.mkdir()
    code.write_text('title = gettext_lazy("Hello %(name)s")\n')
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "test_views.py").write_text('gettext("Only in a test")\n')
    return tmp_path


def translate(language: str, text: str) -> None:
    path = messages.catalogue_path(language)
    path.write_text(
        path.read_text().replace(
            'msgid "Hello %(name)s"\nmsgstr ""', f'msgid "Hello %(name)s"\nmsgstr "{text}"'
        )
    )


def test_template_messages_are_found_with_context_and_plural():
    found = messages.extract_template(io.BytesIO(PAGE.encode()), messages.KEYWORDS, [], {})

    assert [message for _line, _function, message, _comments in found] == [
        "It's here",
        ("greeting", 'Say "hi"'),
        "After",
        ("%(number)s company like %(name)s", "%(number)s companies like %(name)s", None),
        "nobody",
    ]


def test_update_reports_every_missing_translation(catalogues):
    assert messages.update(only_check=False) == [
        "fr: not translated: 'Hello %(name)s'",
        "ja: not translated: 'Hello %(name)s'",
    ]


def test_complete_catalogues_pass_and_are_compiled(catalogues):
    messages.update(only_check=False)
    translate("fr", "Bonjour %(name)s")
    translate("ja", "%(name)sさん")

    problems = messages.update(only_check=True)
    messages.compile_all()

    assert problems == []
    with messages.catalogue_path("ja").with_suffix(".mo").open("rb") as file:
        assert gettext.GNUTranslations(file).gettext("Hello %(name)s") == "%(name)sさん"


def test_check_notices_a_new_message_and_changes_nothing(catalogues):
    messages.update(only_check=False)
    before = messages.catalogue_path("fr").read_bytes()
    (catalogues / "startups" / "forms.py").write_text('gettext("New")\n')

    problems = messages.update(only_check=True)

    assert "fr: the catalogue does not fit the code. Run: make messages" in problems
    assert messages.catalogue_path("fr").read_bytes() == before


def test_check_notices_a_wrong_placeholder(catalogues):
    messages.update(only_check=False)
    translate("fr", "Bonjour %(nom)s")
    translate("ja", "%(name)sさん")

    assert len(messages.update(only_check=True)) == 1


def test_fuzzy_translation_counts_as_missing():
    catalogue = Catalog(locale="fr", fuzzy=False)
    catalogue.add("Hello", "Salut", flags=["fuzzy"])

    assert list(messages.problems(catalogue)) == ["fr: not translated: 'Hello'"]


def test_translation_of_one_language_never_fills_the_next(catalogues):
    messages.update(only_check=False)
    translate("fr", "Bonjour %(name)s")
    messages.catalogue_path("ja").unlink()

    assert messages.update(only_check=False) == ["ja: not translated: 'Hello %(name)s'"]
