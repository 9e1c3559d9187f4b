"""Snapshots of the vocabulary, stored vectors, matches and the officers' labels."""

from matching.models.matches import Match
from matching.models.vectors import ProfileVector, RankingSnapshot
from matching.models.wording import ConceptLabel

__all__ = ["ConceptLabel", "Match", "ProfileVector", "RankingSnapshot"]
