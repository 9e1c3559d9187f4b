"""Every letter of the site with invented people and companies, so that officers can read what is sent.

The letters are found, not listed: a new one appears by itself, and its test fails until the sample data
below cover what it needs.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.template.engine import Engine
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models.users import Language
from mail import html, letters
from matching.digests.writing import FOOTER, ITEMS
from matching.samples import matches as sample_matches

LINK = re.compile(r'href="[^"]*"')
# The beginning of a letter's name says what it is about.
SITUATIONS = {
    "match_": _("Matches"),
    "meeting_": _("Meetings"),
    "mission_": _("Missions"),
    "profile_": _("Profiles"),
    "label_": _("Labels"),
    "digest_": _("Digests"),
    "account/": _("Accounts"),
    "": _("Other letters"),
}


@dataclass(frozen=True)
class Sample:
    """One letter in one language."""

    name: str
    language: str
    subject: str
    body: str


def names() -> list[str]:
    """The names of all letters, in the order of the alphabet; frames begin with `_` and are none."""
    folders = [Path(folder) / "mail" for folder in Engine.get_default().dirs]
    suffix = f".{Language.ENGLISH}.txt"
    found = {
        path.relative_to(folder).as_posix().removesuffix(suffix)
        for folder in folders
        for path in folder.rglob(f"*{suffix}")
        if not path.name.startswith("_")
    }
    return sorted(found)


def by_situation(language: str) -> Iterator[tuple[Promise, list[Sample]]]:
    """The samples in one language under what they are about; situations without a letter are left out."""
    found = [(situation_of(name), sample(name, language)) for name in names()]
    for start, title in SITUATIONS.items():
        if samples := [written for situation, written in found if situation == start]:
            yield title, samples


def situation_of(name: str) -> str:
    """What a letter is about: a key of SITUATIONS."""
    return next(start for start in SITUATIONS if name.startswith(start))


def sample(name: str, language: str) -> Sample:
    """One letter as an invented recipient of that language would get it; nothing is saved or sent."""
    subject, body = letters.written(name, language, **sample_matches.facts(language, needs(name, language)))
    return Sample(name, language, subject, body)


def html_part(name: str, language: str) -> str:
    """The HTML of the same letter; its links lead nowhere."""
    facts = sample_matches.facts(language, needs(name, language))
    fragments = facts.get("fragments", {}).get(name, {})
    if fragments:
        facts |= dict.fromkeys(("items", "queues"), ITEMS) | {"footer": FOOTER}
    subject, body = letters.written(name, language, **facts)
    return LINK.sub('href="#"', html.from_text(subject, body, language, fragments))


def needs(name: str, language: str) -> set[str]:
    """The words of the note at the head of a letter that says what it needs."""
    source = Engine.get_default().find_template(f"mail/{name}.{language}.txt")[0].source
    note = re.search(r"Needs:?(.*?)(?:#\}|\{% endcomment)", source, re.DOTALL)
    return set(re.findall(r"\w+", note[1])) if note else set()
