"""Who is suggested to whom: lists of bounded length, in which nobody is shown too often."""

from django.db import transaction
from django.db.models import F, Max, Q, Window
from django.db.models.functions import RowNumber
from django.utils import timezone

from accounts.models import Country
from matching.engine.ranking import rank
from matching.engine.sharing import has_enough_in_common
from matching.engine.snapshot import Snapshot
from matching.models import Block, FullRanking, Match, ProfileVector, RankingSnapshot
from matching.one_by_one import one_by_one
from matching.suggesting import indexes, vectors
from matching.suggesting.list_rules import limits, most, supersede, wait_for_our_turn
from matching.suggesting.placing import place
from startups.models import Company

MANY = 1_000  # companies: one by one they take minutes, in blocks seconds
UNREAD = Q(vector=None) | Q(vector__profile_version__lt=F("profile_version"))


def companies_unread():
    """Published companies that changed since their vector was stored."""
    return Company.objects.published().filter(UNREAD)


def companies_due():
    """Published companies that changed since their vector was stored, or were not ranked since the refit.

    While a full ranking is under way, the latter are its work.
    """
    behind = UNREAD | Q(vector__ranked_at=None)
    refitted_at = RankingSnapshot.objects.aggregate(latest=Max("created_at"))["latest"]
    if refitted_at and not FullRanking.objects.filter(finished_at=None).exists():
        behind |= Q(vector__ranked_at__lt=refitted_at)
    return Company.objects.published().filter(behind).order_by("published_at", "pk")


def are_many_due() -> bool:
    """Whether a full ranking does it faster than one company after the other."""
    return companies_due()[:MANY].count() == MANY


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
    vectors.snapshot_in_force()  # which is weighed anew now, if it has to be
    one_by_one(companies_due(), refresh_company)
    take_back_the_unpublished()
    be_ready()


def be_ready() -> None:
    """Do beforehand whatever the next profile that is published would have to wait for."""
    snapshot = vectors.snapshot_in_force()
    for country in Country:
        indexes.index_of(country, snapshot)
    vectors.be_ready()


@transaction.atomic
def take_back_the_unpublished() -> None:
    """Supersede what names a company that is no longer published."""
    wait_for_our_turn()
    # Not "none of those with both published": half a million rows would be looked through for each of them.
    published = Company.State.PUBLISHED
    hidden = ~Q(french_company__state=published) | ~Q(japanese_company__state=published)
    supersede(Match.objects.untouched().filter(hidden))


def _suggest(vector: ProfileVector, snapshot: Snapshot) -> None:
    company = vector.company
    # Held before the taken pairs are read: nobody can act on one of them in between.
    list(Match.objects.untouched().involving(company).select_for_update().order_by("pk"))
    others = indexes.index_of(Country(company.country).other, snapshot)
    [query] = snapshot.vectors([vectors.bags_in(vector)])
    ranked = rank(query, others, limit=most(), excluded=_not_again(company))
    place(company, list(filter(has_enough_in_common, ranked)), snapshot)
    ProfileVector.objects.filter(company=company).update(ranked_at=timezone.now())


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


def _not_again(company: Company) -> set[str]:
    """Those with whom the pair is under way already, has just ended, or is blocked."""
    taken = Match.objects.taken().involving(company)
    pairs = taken.values_list("french_company_id", "japanese_company_id")
    blocks = Block.objects.filter(Q(company=company) | Q(blocked=company))
    everybody = [*pairs, *blocks.values_list("company_id", "blocked_id")]
    return {str(pk) for pair in everybody for pk in pair if pk != company.pk}
