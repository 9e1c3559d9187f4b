"""Buzzwords, which everybody names: a pair that shares only them has nothing to say to each other."""

from collections.abc import Iterable

from matching.text.concepts import Mention

# Their narrower concepts count in full.
BUZZWORDS = frozenset({"artificial-intelligence", "internet-of-things", "five-g", "digital-transformation"})
BUZZ_SHARE = 0.1  # of another concept, in the count and again in the idf: a count alone is saturated


def significance(concept: str) -> float:
    """How much a mention of a concept says about a company, beside another."""
    return BUZZ_SHARE if concept in BUZZWORDS else 1.0


def is_idle(mentions: Iterable[Mention]) -> bool:
    """Whether these are buzzwords and nothing else."""
    concepts = [concept for mention in mentions for concept in mention.concepts]
    return bool(concepts) and BUZZWORDS.issuperset(concepts)
