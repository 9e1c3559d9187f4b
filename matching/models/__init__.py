"""Snapshots of the vocabulary, stored vectors, full rankings, matches and the officers' labels."""

from matching.models.full_rankings import FullRanking, RankingBlock
from matching.models.matches import Match
from matching.models.vectors import ProfileVector, RankingSnapshot
from matching.models.wording import ConceptLabel

__all__ = ["ConceptLabel", "FullRanking", "Match", "ProfileVector", "RankingBlock", "RankingSnapshot"]
