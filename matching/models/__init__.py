"""Snapshots, stored vectors, full rankings, the officers' labels, the life of matches, and digests."""

from matching.models.approvals import Approval
from matching.models.blocks import Block, Report
from matching.models.digests import Digest, DigestItem
from matching.models.full_rankings import FullRanking, RankingBlock
from matching.models.interests import Interest
from matching.models.matches import Match
from matching.models.mission_suggestions import MissionRanking, MissionSuggestion
from matching.models.outcomes import Agreement, Contest, Outcome
from matching.models.timeline import MatchEvent
from matching.models.vectors import ProfileVector, RankingSnapshot
from matching.models.wording import ConceptLabel

__all__ = [
    "Agreement",
    "Approval",
    "Block",
    "ConceptLabel",
    "Contest",
    "Digest",
    "DigestItem",
    "FullRanking",
    "Interest",
    "Match",
    "MatchEvent",
    "MissionRanking",
    "MissionSuggestion",
    "Outcome",
    "ProfileVector",
    "RankingBlock",
    "RankingSnapshot",
    "Report",
]
