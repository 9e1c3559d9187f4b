"""How good a ranking is against graded partners: nDCG (Järvelin and Kekäläinen 2002), precision, recall."""

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass

HIGHEST_GRADE = 10
Grades = Mapping[str, Mapping[str, int]]


class GradeError(ValueError):
    """A file of grades that cannot be used, and where."""


@dataclass(frozen=True)
class Scores:
    """The means over the queries of one direction."""

    ndcg_5: float
    ndcg_10: float
    precision_5: float
    recall_10: float

    def __str__(self) -> str:
        names = ("nDCG@5", "nDCG@10", "P@5", "R@10")
        return "  ".join(f"{name} {value:.3f}" for name, value in zip(names, astuple(self), strict=True))


def parse_grades(lines: Iterable[str], name: str) -> dict[str, dict[str, int]]:
    """The graded partners of each query: rows {"query_id", "relevant": {id: grade}}."""
    grades: dict[str, dict[str, int]] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            query, partners = str(row["query_id"]), row["relevant"].items()
            if query in grades or not all(is_grade(grade) for _, grade in partners):
                raise ValueError
            grades[query] = dict(partners)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise GradeError(
                f'{name}, line {number}: not {{"query_id", "relevant": {{id: grade}}}} with each query once '
                f"and grades from 0 to {HIGHEST_GRADE}."
            ) from error
    return grades


def is_grade(value: object) -> bool:
    """Whether a value is a grade: a whole number, 0 for no partner."""
    return type(value) is int and 0 <= value <= HIGHEST_GRADE


def score_query(ranked: Sequence[str], grades: Mapping[str, int]) -> Scores:
    """One query's scores; ids without a grade gain nothing."""
    gains = [grades.get(identifier, 0) for identifier in ranked]
    best = sorted(grades.values(), reverse=True)
    return Scores(
        ndcg_5=discounted(gains[:5]) / discounted(best[:5]),
        ndcg_10=discounted(gains[:10]) / discounted(best[:10]),
        precision_5=sum(gain > 0 for gain in gains[:5]) / 5,
        recall_10=sum(gain > 0 for gain in gains[:10]) / len(grades),
    )


def discounted(gains: Sequence[int]) -> float:
    """The discounted cumulative gain, 2^grade - 1 each."""
    return sum((2.0**gain - 1) / math.log2(position + 2) for position, gain in enumerate(gains))


def mean_scores(scores: Sequence[Scores]) -> Scores:
    """The mean of each figure; zeros when there is nothing to score."""
    if not scores:
        return Scores(0.0, 0.0, 0.0, 0.0)
    return Scores(*(sum(column) / len(scores) for column in zip(*map(astuple, scores), strict=True)))


def score_direction(ranking: Mapping[str, Sequence[str]], queries: Iterable[str], grades: Grades) -> Scores:
    """The scores over those `queries` that have a partner at all; one without a ranking scores 0."""
    graded = [query for query in queries if any(grades.get(query, {}).values())]
    return mean_scores([score_query(ranking.get(query, []), grades[query]) for query in graded])
