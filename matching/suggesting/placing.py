"""One company's list, and its place on the lists of others, changed together in a handful of queries."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Self

from django.db.models import Count

from accounts.models import Country
from matching.engine.ranking import Ranked
from matching.engine.snapshot import Snapshot
from matching.models import Match
from matching.suggesting.list_rules import limits, supersede
from matching.suggesting.writing import CHANGED, Line, as_match, explained, new_match
from startups.models import Company


@dataclass(frozen=True)
class Standing:
    """Who stands on whose list now, as far as one company and those ranked for it are concerned."""

    company: Company
    matches: dict[int, Match]  # of the company, by the other one
    lists: dict[int, list[Match]]  # of each of the others, the worst first
    times_shown: Counter[int]  # on how many lists each of the others is

    @classmethod
    def of(cls, company: Company, others: list[int]) -> Self:
        """What the database says, each match without its explanation."""
        own, other = sides(company)
        untouched = Match.objects.untouched().defer("explanation")
        lists = defaultdict(list)
        theirs = untouched.filter(**{f"{other}_company__in": others, f"shown_to_{other}": True})
        for match in theirs.order_by("score", "-pk"):
            lists[getattr(match, f"{other}_company_id")].append(match)
        shown = Match.objects.unanswered().filter(**{f"{other}_company__in": others, f"shown_to_{own}": True})
        times = shown.order_by().values_list(f"{other}_company").annotate(Count("pk"))
        matches = {getattr(match, f"{other}_company_id"): match for match in untouched.involving(company)}
        return cls(company, matches, lists, Counter(dict(times)))

    def is_shown(self, other: int, side: str) -> bool:
        """Whether the match with another is on the list of one side."""
        match = self.matches.get(other)
        return match is not None and getattr(match, f"shown_to_{side}")


def place(company: Company, ranked: list[Ranked], snapshot: Snapshot) -> None:
    """Make the best of `ranked` the list of `company`, and put it on theirs."""
    standing = Standing.of(company, [int(pair.id) for pair in ranked])
    listed = own_list(standing, ranked)
    welcome, pushed_off = on_lists_of_others(standing, ranked)
    _, other = sides(company)
    pushed = Match.objects.untouched().filter(pk__in=[match.pk for match in pushed_off])
    pushed.update(**{f"shown_to_{other}": False})
    left = write(
        standing, [pair for pair in ranked if int(pair.id) in listed | welcome], listed, welcome, snapshot
    )
    supersede([*pushed.shown_to_nobody(), *left])


def own_list(standing: Standing, ranked: list[Ranked]) -> set[int]:
    """Whom the company sees: its best, leaving out who is shown too often already."""
    own, _ = sides(standing.company)
    others = [int(pair.id) for pair in ranked]
    free = [
        other
        for other in others
        if standing.is_shown(other, own) or standing.times_shown[other] < limits().exposure
    ]
    return set(free[: limits().listed])


def on_lists_of_others(standing: Standing, ranked: list[Ranked]) -> tuple[set[int], list[Match]]:
    """Who sees the company, as it is better than the worst on their list; and that worst match of each."""
    _, theirs = sides(standing.company)
    welcome = {other for other in standing.matches if standing.is_shown(other, theirs)}
    pushed_off: list[Match] = []
    for pair in ranked:
        other = int(pair.id)
        listed = standing.lists.get(other, [])
        is_full = len(listed) >= limits().listed
        if other in welcome or is_full and listed[0].score >= pair.score:
            continue
        if len(welcome) >= limits().exposure:
            break
        welcome.add(other)
        pushed_off += listed[:1] if is_full else []
    return welcome, pushed_off


def write(
    standing: Standing, shown: list[Ranked], listed: set[int], welcome: set[int], snapshot: Snapshot
) -> list[Match]:
    """Make or change the matches of the company; returns those that are on no list any more."""
    own, other = sides(standing.company)
    lines = [line_of(standing.company, pair, listed, welcome) for pair in shown]
    reasons = explained(lines, snapshot)
    new, changed = [], []
    for pair, line in zip(shown, lines, strict=True):
        if line.pair in reasons:
            known = standing.matches.get(int(pair.id))
            (changed if known else new).append(
                as_match(known or new_match(), line, reasons[line.pair], snapshot)
            )
    Match.objects.bulk_create(new)
    Match.objects.bulk_update(changed, CHANGED)
    rest = Match.objects.untouched().involving(standing.company).exclude(**{f"{other}_company__in": listed})
    rest.filter(**{f"shown_to_{own}": True}).update(**{f"shown_to_{own}": False})
    return list(Match.objects.untouched().involving(standing.company).shown_to_nobody())


def line_of(company: Company, pair: Ranked, listed: set[int], welcome: set[int]) -> Line:
    """The pair, and on whose list it is."""
    own, other = sides(company)
    companies = {own: company.pk, other: int(pair.id)}
    shown = {own: int(pair.id) in listed, other: int(pair.id) in welcome}
    return Line(
        companies["french"],
        companies["japanese"],
        pair.score,
        pair.overall,
        shown["french"],
        shown["japanese"],
    )


def sides(company: Company) -> tuple[str, str]:
    """The names of the company's own side and of the other, in the fields of a match."""
    return ("french", "japanese") if company.country == Country.FRANCE else ("japanese", "french")
