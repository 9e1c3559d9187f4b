"""Snapshots of the vocabulary, stored vectors and matches."""

from matching.models.matches import Match
from matching.models.vectors import ProfileVector, RankingSnapshot

__all__ = ["Match", "ProfileVector", "RankingSnapshot"]
