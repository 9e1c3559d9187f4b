"""French texts get their no-break spaces, and nothing else of them changes."""

import pytest

from config import messages, typography


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("Motif : « non » ; vraiment ?", "Motif\u00a0: «\u00a0non\u00a0»\u00a0; vraiment\u00a0?"),
        (
            "{{ name }} : {% if a != b %}oui{% endif %} !",
            "{{ name }}\u00a0: {% if a != b %}oui{% endif %}\u00a0!",
        ),
        ('<a title="Quoi ?">ici</a> !', '<a title="Quoi ?">ici</a>\u00a0!'),
        ("%(percent)s %%, de %(name)s", "%(percent)s\u00a0%%, de %(name)s"),
        ("de 8 h à 10 h, 2 000 €", "de 8\u00a0h à 10\u00a0h, 2\u00a0000\u00a0€"),
        ("À 8 heures, https://enishi.example.com", "À 8 heures, https://enishi.example.com"),
    ],
)
def test_french_marks_stay_with_their_word(written, wanted):
    assert typography.french(written) == wanted
    assert typography.french(wanted) == wanted


def test_apostrophe_of_a_message_is_that_of_print():
    assert typography.french_message("s'il n'y a rien, d'%(company)s") == "s’il n’y a rien, d’%(company)s"
    assert typography.french_message("<a class='x'>L'un</a>") == "<a class='x'>L’un</a>"


def test_check_names_a_french_letter_without_no_break_spaces(tmp_path, monkeypatch):
    monkeypatch.setattr(messages, "PROJECT", tmp_path)
    letter = tmp_path / "templates" / "mail" / "hello.fr.txt"
    letter.parent.mkdir(parents=True)
    letter.write_text("Bonjour !\n")

    found = list(messages.set_templates_in_french(only_check=True))
    assert list(messages.set_templates_in_french(only_check=False)) == []

    assert found == ["fr: templates/mail/hello.fr.txt lacks no-break spaces. Run: make messages"]
    assert letter.read_text() == "Bonjour\u00a0!\n"


def test_french_translations_get_no_break_spaces_and_japanese_ones_stay(tmp_path, monkeypatch):
    monkeypatch.setattr(messages, "PROJECT", tmp_path)
    (tmp_path / "views.py").write_text('ngettext("%(n)s thing: a", "%(n)s things: b", n)\n')
    messages.update(only_check=False)
    for language in messages.LANGUAGES:
        path = messages.catalogue_path(language)
        path.write_text(
            path.read_text()
            .replace('msgstr[0] ""', 'msgstr[0] "%(n)s : a"')
            .replace('msgstr[1] ""', 'msgstr[1] "%(n)s : b"')
        )

    messages.update(only_check=False)

    french, japanese = (
        messages.read(language).get("%(n)s thing: a").string for language in messages.LANGUAGES
    )
    assert french == ("%(n)s\u00a0: a", "%(n)s\u00a0: b")
    assert japanese == ("%(n)s : a",)
