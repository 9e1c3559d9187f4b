"""The thesaurus in use: the files, with what officers added and hid."""

from functools import lru_cache

from django.db import transaction
from django.utils.translation import gettext as _

from common.locks import Lock, hold
from common.text_safety import search_form
from matching.models import ConceptLabel
from matching.thesaurus.concepts import ExtraLabel, Thesaurus
from matching.thesaurus.loading import load


class WordingError(ValueError):
    """A label that cannot be added or hidden, and why."""


def thesaurus_in_use() -> Thesaurus:
    """The thesaurus that the next refresh reads profiles with."""
    added, hidden = (
        frozenset(row.as_plain_data for row in rows)
        for rows in (ConceptLabel.objects.added(), ConceptLabel.objects.hidden())
    )
    return _with_labels(added, hidden)


@lru_cache(maxsize=2)
def _with_labels(added: frozenset[ExtraLabel], hidden: frozenset[ExtraLabel]) -> Thesaurus:
    return load().with_labels(sorted(added), sorted(hidden)) if added or hidden else load()


@transaction.atomic
def add(concept: str, language: str, label: str, *, officer) -> None:
    """Add a label to a concept. Raises WordingError when a concept has it already."""
    hold(Lock.WORDING)  # so that one label never comes to two concepts
    for other in thesaurus_in_use().concepts.values():
        if search_form(label) in {search_form(known) for known in other.labels.get(language, ())}:
            raise WordingError(
                _("“%(label)s” is a label of %(concept)s already.")
                % {"label": label, "concept": thesaurus_in_use().label(other.id, language)}
            )
    show(concept, language, label)  # a hidden one is merely used again
    if label not in thesaurus_in_use().concepts[concept].labels[language]:
        ConceptLabel.objects.get_or_create(
            concept=concept, language=language, label=label, defaults={"changed_by": officer}
        )


@transaction.atomic
def hide(concept: str, language: str, label: str, *, officer) -> None:
    """Leave a label out; one that was added is deleted. Hiding it again changes nothing.

    Raises WordingError when the concept has no such label.
    """
    hold(Lock.WORDING)  # so that one label never comes to two concepts
    change = ConceptLabel.objects.filter(concept=concept, language=language, label=label)
    if change.added().exists():
        change.delete()
    elif not change.exists():
        _refuse_unknown(concept, language, label)
        ConceptLabel.objects.create(
            concept=concept, language=language, label=label, is_hidden=True, changed_by=officer
        )


@transaction.atomic
def show(concept: str, language: str, label: str) -> None:
    """Use a hidden label again."""
    ConceptLabel.objects.hidden().filter(concept=concept, language=language, label=label).delete()


def _refuse_unknown(concept: str, language: str, label: str) -> None:
    thesaurus = thesaurus_in_use()
    if label not in thesaurus.concepts[concept].labels.get(language, ()):
        raise WordingError(
            _("“%(label)s” is not a label of %(concept)s.")
            % {"label": label, "concept": thesaurus.label(concept, language)}
        )


def find(words: str) -> list[str]:
    """The ids of the concepts one of whose labels, in any language, contains the words; in their order."""
    wanted = search_form(words)
    return [
        concept.id
        for concept in sorted(thesaurus_in_use().concepts.values(), key=lambda concept: concept.id)
        if any(wanted in search_form(label) for labels in concept.labels.values() for label in labels)
    ]
