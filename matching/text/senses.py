"""Which meaning a word with several of them has in a text: the one that goes with what else is said."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from matching.text.concepts import Mention
from matching.thesaurus.concepts import Thesaurus

SOFTWARE = "computing"


def settled(mentions: Sequence[Mention], context: Iterable[Mention], thesaurus: Thesaurus) -> list[Mention]:
    """The mentions, each with those of its concepts that the plain words of `context` are most akin to.

    A word keeps all its meanings where nothing tells.
    """
    plain = Counter(one.concepts[0] for one in context if len(one.concepts) == 1 and not one.is_word)
    return [settle(one, plain, thesaurus) if len(one.concepts) > 1 else one for one in mentions]


def settle(mention: Mention, plain: Counter[str], thesaurus: Thesaurus) -> Mention:
    """The mention with the meanings that most of the plain concepts are akin to."""
    support = {
        concept: sum(1 for other in plain if thesaurus.are_akin(concept, other))
        for concept in mention.concepts
    }
    most = [concept for concept in mention.concepts if support[concept] == max(support.values())]
    # Software borrows plain words: where nothing tells, they mean what they meant before.
    most = [concept for concept in most if thesaurus.concepts[concept].field != SOFTWARE] or most
    # Two concepts that are akin themselves are one meaning, in technical and in plain words.
    kept = [
        concept for concept in mention.concepts if any(thesaurus.are_akin(concept, likely) for likely in most)
    ]
    return replace(mention, concepts=tuple(kept))
