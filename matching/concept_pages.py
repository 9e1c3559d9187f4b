"""What officers read of the thesaurus: concepts as rows, and one concept with all that hangs on it."""

from collections import Counter
from dataclasses import dataclass

from accounts.models.users import Language
from matching import wording
from matching.domains import NAMES
from matching.models import ConceptLabel, ProfileVector
from matching.thesaurus.concepts import Concept, Thesaurus
from startups.models import Company

ROWS_SHOWN = 100
PROFILES_SHOWN = 50


@dataclass(frozen=True)
class ConceptRow:
    """A concept in a list: its preferred label in the reader's language, and those of the other two."""

    id: str
    label: str
    domain: str
    domain_name: str
    others: list[tuple[str, str]]


@dataclass(frozen=True)
class LabelRow:
    """One label: as in the files, added by an officer, or hidden by one."""

    text: str
    is_added: bool = False
    is_hidden: bool = False


@dataclass(frozen=True)
class ConceptPage:
    """One concept with its labels per language, its place among the others, its use and its history."""

    id: str
    label: str
    domain: str
    domain_name: str
    labels: list[tuple[str, str, list[LabelRow]]]
    broader: list[ConceptRow]
    narrower: list[ConceptRow]
    related: list[ConceptRow]
    profiles: list[Company]
    history: list


def domains() -> list[tuple[str, str, int]]:
    """Every domain, its name and how many concepts it has, in the order of the names."""
    counts = Counter(concept.domain for concept in wording.thesaurus_in_use().concepts.values())
    named = [(domain, str(NAMES[domain]), number) for domain, number in counts.items()]
    return sorted(named, key=lambda each: each[1].casefold())


def rows(*, words: str, domain: str, language: str) -> list[ConceptRow]:
    """The concepts that a search finds, in the order of their labels; nothing without a question."""
    thesaurus = wording.thesaurus_in_use()
    if not words and not domain:
        return []
    ids = wording.find(words) if words else sorted(thesaurus.concepts)
    chosen = [one for one in ids if not domain or thesaurus.concepts[one].domain == domain]
    found = [_row(thesaurus, one, language) for one in chosen]
    return sorted(found, key=lambda row: row.label.casefold())[:ROWS_SHOWN]


def concept_page(concept: Concept, language: str) -> ConceptPage:
    """Everything an officer needs to judge a concept's labels."""
    thesaurus = wording.thesaurus_in_use()
    narrower = sorted(one.id for one in thesaurus.concepts.values() if concept.id in one.broader)

    def named(ids) -> list[ConceptRow]:
        return [_row(thesaurus, one, language) for one in ids if one in thesaurus.concepts]

    return ConceptPage(
        id=concept.id,
        label=thesaurus.label(concept.id, language),
        domain=concept.domain,
        domain_name=str(NAMES[concept.domain]),
        labels=_labels(concept),
        broader=named(concept.broader),
        narrower=named(narrower),
        related=named(concept.related),
        profiles=list(_profiles(concept.id)),
        history=list(_history(concept.id)),
    )


def _row(thesaurus: Thesaurus, concept: str, language: str) -> ConceptRow:
    others = [(one, thesaurus.label(concept, one)) for one in Language.values if one != language]
    domain = thesaurus.concepts[concept].domain
    return ConceptRow(concept, thesaurus.label(concept, language), domain, str(NAMES[domain]), others)


def _labels(concept: Concept) -> list[tuple[str, str, list[LabelRow]]]:
    changes = ConceptLabel.objects.filter(concept=concept.id)
    added = {(row.language, row.label) for row in changes if not row.is_hidden}
    hidden = [(row.language, row.label) for row in changes if row.is_hidden]
    return [
        (
            language.value,
            language.label,
            [LabelRow(text, (language, text) in added) for text in concept.labels.get(language, ())]
            + [LabelRow(text, is_hidden=True) for spoken, text in hidden if spoken == language],
        )
        for language in Language
    ]


def _profiles(concept: str):
    using = ProfileVector.objects.current().filter(bags__words__overall__has_key=concept)
    return Company.objects.filter(vector__in=using).order_by("country", "sort_key")[:PROFILES_SHOWN]


def _history(concept: str):
    return (
        ConceptLabel.pgh_event_model.objects.filter(concept=concept)
        .select_related("changed_by__agency")
        .order_by("-pgh_created_at", "-pgh_id")
    )
