"""Who is suggested to whom: lists of bounded length, in which nobody is shown too often."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F, Max, Q, Window
from django.db.models.functions import RowNumber
from django.utils import timezone

from accounts.models import Country
from matching import indexes, timeline, vectors
from matching.engine.explanations import explain_all
from matching.engine.ranking import Ranked, rank
from matching.engine.sharing import Limits, has_enough_in_common
from matching.engine.snapshot import Snapshot
from matching.models import Block, FullRanking, Match, ProfileVector, RankingSnapshot, life
from matching.models.life import Event
from matching.one_by_one import one_by_one
from startups.models import Company

ONE_AT_A_TIME = 20180713  # the advisory lock that ranking holds
SEVERAL = 5  # how many times the list's length is ranked, for the lists of the other side


@dataclass(frozen=True)
class Reasons:
    """The explanation of a company's match with each other, by the other's id, and the version behind it."""

    version: str
    explanations: dict[str, dict]


def companies_due():
    """Published companies that changed since their vector was stored, or were not ranked since the refit.

    While a full ranking is under way, the latter are its work.
    """
    behind = Q(vector=None) | Q(vector__profile_version__lt=F("profile_version")) | Q(vector__ranked_at=None)
    refitted_at = RankingSnapshot.objects.aggregate(latest=Max("created_at"))["latest"]
    if refitted_at and not FullRanking.objects.filter(finished_at=None).exists():
        behind |= Q(vector__ranked_at__lt=refitted_at)
    return Company.objects.published().filter(behind).order_by("published_at", "pk")


@transaction.atomic
def refresh_company(company: Company) -> None:
    """Rank the other country for one company. What anyone has acted on stays as it is."""
    wait_for_our_turn()
    company.refresh_from_db()
    if not company.is_published:
        supersede(Match.objects.untouched().involving(company))
        return

    vector = vectors.stored(company)
    _suggest(vector, vectors.snapshot_in_force())


def refresh_due() -> None:
    """Store whatever changed, then rank it: the vocabulary sees all of it before anybody is ranked."""
    one_by_one(companies_due(), vectors.stored)
    snapshot = vectors.snapshot_in_force()
    one_by_one(companies_due(), refresh_company)
    take_back_the_unpublished()
    indexes.both(snapshot)  # ready for whoever is published next


@transaction.atomic
def take_back_the_unpublished() -> None:
    """Supersede what names a company that is no longer published."""
    wait_for_our_turn()
    supersede(Match.objects.untouched().exclude(pk__in=Match.objects.both_published().values("pk")))


def _suggest(vector: ProfileVector, snapshot: Snapshot) -> None:
    company = vector.company
    # Held before the taken pairs are read: nobody can act on one of them in between.
    list(Match.objects.untouched().involving(company).select_for_update().order_by("pk"))
    others = indexes.index_of(Country(company.country).other, snapshot)
    [query] = snapshot.vectors([vectors.bags_in(vector)])
    _show(rank(query, others, limit=most(), excluded=_not_again(company)), company, snapshot)


def _show(ranked: list[Ranked], company: Company, snapshot: Snapshot) -> None:
    """Make the best of `ranked` the list of `company`, and put it on theirs."""
    ranked = list(filter(has_enough_in_common, ranked))
    reasons = _reasons(company, ranked, snapshot)
    _show_to(company, ranked, reasons)
    _offer_to_the_others(company, ranked, reasons)
    supersede(Match.objects.untouched().shown_to_nobody())
    ProfileVector.objects.filter(company=company).update(ranked_at=timezone.now())


def limits() -> Limits:
    """The limits of the lists, as the settings have them."""
    return Limits(most(), settings.MATCHING_OPEN_SUGGESTIONS, settings.MATCHING_EXPOSURE_CAP)


def taken_pairs() -> set[tuple[int, int]]:
    """The pairs, the French company first, that the ranking leaves alone for now."""
    matches = set(Match.objects.taken().values_list("french_company_id", "japanese_company_id"))
    return matches | blocked_pairs()


def blocked_pairs() -> set[tuple[int, int]]:
    """The pairs, the French company first, of which one company blocked the other."""
    rows = Block.objects.values_list("company__country", "company_id", "blocked_id")
    return {
        (company, blocked) if country == Country.FRANCE else (blocked, company)
        for country, company, blocked in rows
    }


def first_state() -> str:
    """Where a new suggestion begins: with the officers where they screen, else on the lists."""
    screened = settings.MATCHING_SCREEN_SUGGESTIONS
    return Match.State.PROPOSED if screened else Match.State.SUGGESTED


def keep_to_the_limits() -> None:
    """Take the worst off every list that is too long, and off some lists whoever stands on too many."""
    sides = ("french_company", "japanese_company")
    for shown, owner, other in (("shown_to_french", *sides), ("shown_to_japanese", *reversed(sides))):
        for company, limit in ((owner, limits().listed), (other, limits().exposure)):
            place = Window(RowNumber(), partition_by=company, order_by=["-score", "pk"])
            beyond = Match.objects.untouched().filter(**{shown: True}).annotate(place=place)
            pks = list(beyond.filter(place__gt=limit).values_list("pk", flat=True))
            Match.objects.filter(pk__in=pks).update(**{shown: False})
    supersede(Match.objects.untouched().shown_to_nobody())


def _reasons(company: Company, ranked: list[Ranked], snapshot: Snapshot) -> Reasons:
    """Why each of these, by id."""
    own = vectors.bags_in(company.vector)
    others = [vectors.bags_in(other.vector) for other in _companies(ranked).values()]
    is_french = company.country == Country.FRANCE
    pairs = [(own.id, other.id) if is_french else (other.id, own.id) for other in others]
    found = explain_all(pairs, [own, *others], snapshot)
    explanations = {other.id: one.to_json() for other, one in zip(others, found, strict=True)}
    return Reasons(snapshot.version, explanations)


def most() -> int:
    """How many are ranked for one company."""
    return SEVERAL * settings.MATCHING_OPEN_SUGGESTIONS


def _show_to(company: Company, ranked: list[Ranked], reasons: Reasons) -> None:
    """Make the best of `ranked` the list of `company`, leaving out who is shown too often already."""
    others = _companies(ranked)
    kept: list[int] = []
    for pair in ranked:
        if len(kept) == settings.MATCHING_OPEN_SUGGESTIONS:
            break
        match = _match(company, others[pair.id], pair, reasons)
        if _shown(match, company) or _may_be_shown(others[pair.id]):
            _set_shown(match, company, shown=True)
            kept.append(match.pk)

    for match in Match.objects.untouched().shown_to(company).exclude(pk__in=kept):
        _set_shown(match, company, shown=False)


def _offer_to_the_others(company: Company, ranked: list[Ranked], reasons: Reasons) -> None:
    """Put `company` on the list of each other company to which it is better than the worst one there."""
    others = _companies(ranked)
    for pair in ranked:
        other = others[pair.id]
        shown = Match.objects.untouched().shown_to(other).order_by("score", "-pk")
        is_full = len(shown) >= settings.MATCHING_OPEN_SUGGESTIONS
        if is_full and shown[0].score >= pair.score or not _may_be_shown(company):
            continue
        if is_full:
            _set_shown(shown[0], other, shown=False)
        _set_shown(_match(company, other, pair, reasons), other, shown=True)


def _match(company: Company, other: Company, pair: Ranked, reasons: Reasons) -> Match:
    """The open match of the two, made or brought up to date."""
    sides = {company.country: company, other.country: other}
    pair_of_two = {"french_company": sides[Country.FRANCE], "japanese_company": sides[Country.JAPAN]}
    found = {
        "score": pair.score,
        "similarity": pair.overall,
        "explanation": reasons.explanations[pair.id],
        "ranking_version": reasons.version,
    }
    match, _ = Match.objects.update_or_create(
        **pair_of_two,
        state__in=life.UNTOUCHED,
        defaults=found,
        create_defaults={**pair_of_two, **found, "state": first_state()},
    )
    return match


def _companies(ranked: list[Ranked]) -> dict[str, Company]:
    found = Company.objects.select_related("vector").in_bulk([int(pair.id) for pair in ranked])
    return {str(pk): company for pk, company in found.items()}


def _not_again(company: Company) -> set[str]:
    """Those with whom the pair is under way already, has just ended, or is blocked."""
    taken = Match.objects.taken().involving(company)
    pairs = taken.values_list("french_company_id", "japanese_company_id")
    blocks = Block.objects.filter(Q(company=company) | Q(blocked=company))
    everybody = [*pairs, *blocks.values_list("company_id", "blocked_id")]
    return {str(pk) for pair in everybody for pk in pair if pk != company.pk}


def _may_be_shown(company: Company) -> bool:
    return Match.objects.untouched().showing(company).count() < settings.MATCHING_EXPOSURE_CAP


def _shown(match: Match, viewer: Company) -> bool:
    return getattr(match, _shown_field(viewer))


def _set_shown(match: Match, viewer: Company, *, shown: bool) -> None:
    setattr(match, _shown_field(viewer), shown)
    match.save(update_fields=[_shown_field(viewer)])


def _shown_field(viewer: Company) -> str:
    return "shown_to_french" if viewer.country == Country.FRANCE else "shown_to_japanese"


def supersede(matches: Iterable[Match]) -> None:
    """Take these matches back; nobody acted on them."""
    timeline.happen_to_all(matches, Event.SUPERSEDE, shown_to_french=False, shown_to_japanese=False)


def wait_for_our_turn() -> None:
    """Hold the advisory lock until the transaction ends, so that two workers never fill one list."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_AT_A_TIME])
