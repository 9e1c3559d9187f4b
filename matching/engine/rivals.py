"""Rivals: companies that offer the same, need the same, and have little to give each other."""

import numpy as np

from matching.engine.mixing import sparse_products
from matching.engine.profiles import Part
from matching.engine.similarity import Matrices, Places
from matching.engine.weighting import Floats

# How much of a rival a pair is, from none to wholly, in cosines. Natural partners stay below the first.
BY_MEANING = (0.2, 0.3)
BY_CONCEPTS = (0.25, 0.35)
SET_BACK = 20.0  # taken off the corrected mix of a rival: more than likeness can bring


def set_back(queries: Matrices, others: Matrices, rows: Places, columns: Places) -> Floats:
    """(pairs,) what is taken off each pair of a query and another for being rivals.

    Judged by meaning where all four texts have one, by concepts elsewhere.
    """
    by_meaning = ramp(rivalry(meaning_cosines(queries, others, rows, columns)), BY_MEANING)
    has_meaning = np.ones(len(rows), dtype=bool)
    for side, places in ((queries, rows), (others, columns)):
        for part in ("offers", "seeks"):
            has_meaning &= side.has_meaning[part][places] > 0
    if has_meaning.all():
        return SET_BACK * by_meaning
    by_concepts = ramp(rivalry(concept_cosines(queries, others, rows, columns)), BY_CONCEPTS)
    return np.asarray(SET_BACK * np.where(has_meaning, by_meaning, by_concepts))


def rivalry(cosines: dict[tuple[Part, Part], Floats]) -> Floats:
    """(pairs,) how much both offers and needs are the same, less half of what one could give the other."""
    same = np.minimum(cosines["offers", "offers"], cosines["seeks", "seeks"])
    gain = np.maximum(cosines["offers", "seeks"], cosines["seeks", "offers"])
    return np.asarray(same - np.maximum(gain, 0.0) / 2)


def ramp(values: Floats, ends: tuple[float, float]) -> Floats:
    """From 0 at the one end to 1 at the other."""
    return ((values - ends[0]) / (ends[1] - ends[0])).clip(0.0, 1.0)


def meaning_cosines(
    queries: Matrices, others: Matrices, rows: Places, columns: Places
) -> dict[tuple[Part, Part], Floats]:
    """The cosines of what is offered and sought, by meaning."""
    parts: tuple[Part, ...] = ("offers", "seeks")
    mine = {part: queries.meanings[part][rows] for part in parts}
    theirs = {part: others.meanings[part][columns] for part in parts}
    return {
        (one, other): np.einsum("ij,ij->i", mine[one], theirs[other]).astype(np.float64)
        for one in parts
        for other in parts
    }


def concept_cosines(
    queries: Matrices, others: Matrices, rows: Places, columns: Places
) -> dict[tuple[Part, Part], Floats]:
    """The same by concepts."""
    parts: tuple[Part, ...] = ("offers", "seeks")
    return {
        (one, other): sparse_products(queries.concepts[one], others.concepts[other], rows, columns)
        for one in parts
        for other in parts
    }
