"""Writing many lists at once: the matches of some companies become those that a full ranking found."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from matching.engine.explanations import explain_all
from matching.engine.snapshot import Snapshot
from matching.models import Match, ProfileVector
from matching.suggesting import list_rules, vectors

CHANGED = ["score", "similarity", "explanation", "ranking_version", "shown_to_french", "shown_to_japanese"]
Pair = tuple[int, int]  # ids of the French and the Japanese company


@dataclass(frozen=True)
class Line:
    """One pair, and on whose list it stands."""

    french: int
    japanese: int
    score: float
    similarity: float
    to_french: bool
    to_japanese: bool

    @property
    def pair(self) -> Pair:
        """The two companies."""
        return self.french, self.japanese


def write_lists(french: Collection[int], lines: list[Line], snapshot: Snapshot, since: datetime) -> None:
    """Make `lines` the untouched matches of these French companies.

    What names a company that changed after `since` stays: it is ranked by itself.
    """
    newer = set(ProfileVector.objects.filter(stored_at__gt=since).values_list("company_id", flat=True))
    lines = [line for line in lines if not newer & {*line.pair}]
    reasons = explained(lines, snapshot)
    with transaction.atomic():
        list_rules.wait_for_our_turn()
        # Held before the others are read: nobody can act on one of them in between.
        untouched = Match.objects.untouched().filter(french_company__in=french).select_for_update()
        found = {(match.french_company_id, match.japanese_company_id): match for match in untouched}
        taken = list_rules.taken_pairs()
        wanted = {line.pair: line for line in lines if line.pair in reasons and line.pair not in taken}
        matches = {
            pair: as_match(found.get(pair) or new_match(), line, reasons[pair], snapshot)
            for pair, line in wanted.items()
        }
        Match.objects.bulk_update(
            [matches[pair] for pair in wanted if pair in found], CHANGED, batch_size=200
        )
        Match.objects.bulk_create([matches[pair] for pair in wanted if pair not in found])
        list_rules.supersede(
            match for pair, match in found.items() if pair not in wanted and not newer & {*pair}
        )


def explained(lines: list[Line], snapshot: Snapshot) -> dict[Pair, dict]:
    """The reasons of each pair whose profiles are both published still."""
    companies = {company for line in lines for company in line.pair}
    stored = ProfileVector.objects.current().filter(company__in=companies)
    bags = {vector.company_id: vectors.bags_in(vector) for vector in stored}
    pairs = [line.pair for line in lines if {*line.pair} <= bags.keys()]
    names = [(bags[french].id, bags[japanese].id) for french, japanese in pairs]
    reasons = explain_all(names, list(bags.values()), snapshot)
    return {pair: found.to_json() for pair, found in zip(pairs, reasons, strict=True)}


def new_match() -> Match:
    """A match of which nobody has heard yet."""
    return Match(state=list_rules.first_state())


def as_match(match: Match, line: Line, reasons: dict, snapshot: Snapshot) -> Match:
    """The match as the line has it, not saved yet."""
    match.french_company_id, match.japanese_company_id = line.pair
    match.score, match.similarity = line.score, line.similarity
    match.explanation, match.ranking_version = reasons, snapshot.version
    match.shown_to_french, match.shown_to_japanese = line.to_french, line.to_japanese
    return match
