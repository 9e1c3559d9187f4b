"""From the points of jurors to a ranking: weighted means of 0 to 100, and how far the jurors are apart.

Pure: plain values in, plain values out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

MOST_POINTS = 5
WHOLE = 100


@dataclass(frozen=True)
class Result:
    """One application's mean score, and its lowest and highest one (0 to 100); None without any score."""

    mean: float | None
    lowest: float | None
    highest: float | None

    @property
    def spread(self) -> float | None:
        """How far the jurors are apart."""
        if self.highest is None or self.lowest is None:
            return None
        return self.highest - self.lowest


def score(points: Mapping[int, int], weights: Mapping[int, int]) -> float:
    """One juror's score, 0 to 100: points (criterion: 0 to 5) weighted by criterion.

    Raises ValueError unless every criterion has its points.
    """
    if points.keys() != weights.keys() or not weights:
        raise ValueError("Every criterion is scored.")
    total = sum(weights.values())
    return WHOLE * sum(points[key] * weight for key, weight in weights.items()) / (MOST_POINTS * total)


def result(scores: Mapping[str, Sequence[float]]) -> Result:
    """The result from each country's scores: both countries weigh the same, however many jurors scored."""
    means = [fmean(each) for each in scores.values() if each]
    every = [value for each in scores.values() for value in each]
    if not every:
        return Result(None, None, None)
    return Result(fmean(means), min(every), max(every))


def ranked(results: Mapping[int, Result]) -> list[int]:
    """The keys, best mean first; equal means: the smaller spread first, then the smaller key."""

    def place(key: int) -> tuple[bool, float, float, int]:
        found = results[key]
        return found.mean is None, -(found.mean or 0), found.spread or 0, key

    return sorted(results, key=place)
