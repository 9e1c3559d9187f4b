"""Full rankings as a queue of rows: started once, worked off block by block, taken up again after a fault."""

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from accounts.models import Country
from common.locks import Lock, hold
from matching.models import FullRanking, Match, ProfileVector, RankingBlock
from matching.one_by_one import one_by_one
from matching.suggesting import indexes, list_rules, ranking_steps, suggestions, vectors
from startups.models import Company

COMPANIES = 300  # of France in one block
AT_ONCE = 4  # blocks woken together: a profile that is published meanwhile does not wait behind all of them

Stage, State = RankingBlock.Stage, RankingBlock.State
STEPS = {
    Stage.COMPARE: ranking_steps.compare,
    Stage.SHARE_OUT: ranking_steps.share_out,
    Stage.WRITE: ranking_steps.write,
}


def start() -> FullRanking:
    """Begin a full ranking, or go on with the one that is not finished."""
    store_what_is_behind()
    return unfinished() or begun()


def unfinished() -> FullRanking | None:
    """The full ranking that is under way."""
    return FullRanking.objects.filter(finished_at=None).first()


def store_what_is_behind() -> None:
    """Find the concepts of whatever was published, or read with older words, since it was stored."""
    is_stored = Q(vector__profile_version=F("profile_version"), vector__thesaurus_version=vectors.reader())
    one_by_one(Company.objects.published().exclude(is_stored).order_by("pk"), vectors.stored)


@transaction.atomic
def begun() -> FullRanking:
    """A new full ranking under a new snapshot, with a row for each block."""
    hold(Lock.RANKING_RUN)
    # Whoever started at the same moment has committed by now.
    if full_ranking := unfinished():
        return full_ranking
    snapshot = vectors.refit()
    current = ProfileVector.objects.current()
    full_ranking = FullRanking.objects.create(version=snapshot.version, companies=current.count())
    ranges = list(blocks_of(indexes.ids_of(Country.FRANCE)))
    stages = [(Stage.COMPARE, ranges), (Stage.SHARE_OUT, [("", "")]), (Stage.WRITE, ranges)]
    RankingBlock.objects.bulk_create(
        RankingBlock(full_ranking=full_ranking, stage=stage, first=first, last=last)
        for stage, parts in stages
        for first, last in parts
    )
    return full_ranking


def blocks_of(ids: list[str]) -> Iterator[tuple[str, str]]:
    """The first and the last id of each block."""
    for first in range(0, len(ids), COMPANIES):
        yield ids[first], ids[first : first + COMPANIES][-1]


def left() -> list[RankingBlock]:
    """The next blocks of an unfinished full ranking that nobody is at; finishes it when none wait."""
    full_ranking = unfinished()
    if full_ranking is None:
        return []
    finish_if_done(full_ranking)
    return list(full_ranking.blocks.ready()[:AT_ONCE])


def refresh_all() -> FullRanking:
    """A full ranking from its first block to its last, here and now."""
    full_ranking = start()
    while block := full_ranking.blocks.ready().first():
        work_on(block.pk)
    finish_if_done(full_ranking)
    full_ranking.refresh_from_db()
    return full_ranking


def work_on(block_pk: int) -> list[RankingBlock]:
    """Do a block that nobody else is at, count it once, and return those that come next."""
    unclaimed = RankingBlock.objects.waiting().unclaimed().filter(pk=block_pk)
    if not unclaimed.update(claimed_at=timezone.now()):
        return []
    block = RankingBlock.objects.select_related("full_ranking").get(pk=block_pk)
    found = STEPS[Stage(block.stage)](block)
    # What a worker does that was thought dead is the same again, and counts once.
    RankingBlock.objects.waiting().filter(pk=block_pk).update(state=State.DONE, found=found)
    return following(block)


def following(block: RankingBlock) -> list[RankingBlock]:
    """One more block of the stage; several when a stage begins; finishes the ranking after the last."""
    blocks = block.full_ranking.blocks
    if blocks.waiting().filter(stage=block.stage).exists():
        return list(blocks.ready().filter(pk__gt=block.pk)[:1])
    return left()


@transaction.atomic
def finish_if_done(full_ranking: FullRanking) -> None:
    """Close a full ranking whose blocks are all done: the limits hold, and nothing is kept twice."""
    hold(Lock.RANKING_RUN)
    full_ranking.refresh_from_db()
    if full_ranking.finished_at or full_ranking.blocks.waiting().exists():
        return
    list_rules.wait_for_our_turn()
    suggestions.take_back_the_unpublished()
    suggestions.keep_to_the_limits()
    mark_ranked(full_ranking.started_at)
    full_ranking.blocks.update(found=None)
    full_ranking.finished_at = timezone.now()
    full_ranking.suggestions = Match.objects.suggested().count()
    full_ranking.save()


def mark_ranked(started_at: datetime) -> None:
    """Those ranked are not due before the next refit; those that changed meanwhile are due at once."""
    ProfileVector.objects.filter(stored_at__lte=started_at).update(ranked_at=started_at)
    ProfileVector.objects.filter(stored_at__gt=started_at).update(ranked_at=None)
