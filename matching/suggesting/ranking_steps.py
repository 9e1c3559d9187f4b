"""What is done in each block of a full ranking; done twice, it is the same as once."""

import io
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Any

import numpy as np
from django.db import transaction
from django.db.models import QuerySet
from numpy.typing import NDArray

from accounts.models import Country
from matching.engine.candidates import Search
from matching.engine.index import Index
from matching.engine.lists import Pairs
from matching.engine.ranking import HYBRID
from matching.engine.sharing import share_out as shared_out
from matching.engine.similarity import Places
from matching.models import RankingBlock
from matching.suggesting import indexes, list_rules, vectors
from matching.suggesting.writing import Line, write_lists

Column = NDArray[Any]
WRITTEN = 25  # French companies whose matches are written in one transaction

_searches: dict[str, Search] = {}  # the one in use: its short vectors serve all blocks


def compare(block: RankingBlock) -> bytes:
    """The pairs of the block's French companies that are worth ranking, by the ids of both."""
    snapshot = vectors.snapshot_of(block.full_ranking.version)
    french, japanese = indexes.both(snapshot)
    first, last = bisect_left(french.ids, block.first), bisect_right(french.ids, block.last)
    pairs = Pairs.within(search_of(french, japanese), first, last)
    return packed([numbers_of(french)[pairs.french], numbers_of(japanese)[pairs.japanese], pairs.mixed])


def search_of(french: Index, japanese: Index) -> Search:
    """The search of these two sides, the same as last time unless a profile changed meanwhile."""
    search = _searches.get("in use")
    if search is None or search.french is not french.matrices or search.japanese is not japanese.matrices:
        search = Search(french.matrices, japanese.matrices, french.scales, HYBRID)
        _searches["in use"] = search
    return search


@transaction.atomic
def share_out(block: RankingBlock) -> None:
    """Make the lists of everybody from the pairs of all blocks, and hand them to the blocks that write."""
    if not RankingBlock.objects.waiting().select_for_update().filter(pk=block.pk):
        return  # done meanwhile: the writing has begun
    _searches.clear()
    run = block.full_ranking
    snapshot = vectors.snapshot_of(run.version)
    french, japanese = indexes.both(snapshot)
    pairs = gathered(run.blocks.filter(stage=RankingBlock.Stage.COMPARE), french, japanese)
    french = french.with_closeness(pairs.closeness(len(french.ids)))
    japanese = japanese.with_closeness(pairs.mirrored.closeness(len(japanese.ids)))
    for side in (french, japanese):
        indexes.save_closeness(list(side.ids), side.closeness, snapshot)
    barred = {(str(one), str(other)) for one, other in list_rules.taken_pairs()}
    listed = shared_out(french, japanese, pairs, list_rules.limits(), barred)
    for part in run.blocks.filter(stage=RankingBlock.Stage.WRITE):
        first, last = bisect_left(french.ids, part.first), bisect_right(french.ids, part.last)
        chosen = listed.picked((first <= listed.french) & (listed.french < last))
        numbers = [numbers_of(french)[chosen.french], numbers_of(japanese)[chosen.japanese]]
        part.found = packed([*numbers, *list(vars(chosen).values())[2:]])
        part.save(update_fields=["found"])


def gathered(blocks: QuerySet[RankingBlock], french: Index, japanese: Index) -> Pairs:
    """The pairs of all blocks as rows of both indexes, without those of companies that have left."""
    found = blocks.order_by("pk").values_list("found", flat=True)
    # Ids take several times as much memory as rows: those of one block at a time.
    pieces = [pairs_of(*unpacked(one), french, japanese) for one in found.iterator(chunk_size=10)]
    empty = Pairs(np.zeros(0, np.int32), np.zeros(0, np.int32), np.zeros(0))
    columns = zip(*(vars(piece).values() for piece in [empty, *pieces]), strict=True)
    return Pairs(*(np.concatenate(column) for column in columns))


def pairs_of(ones: Column, others: Column, mixed: Column, french: Index, japanese: Index) -> Pairs:
    """The pairs of one block in the order of their rows."""
    rows, columns = rows_of(ones, french), rows_of(others, japanese)
    order = np.lexsort((columns, rows))
    order = order[(rows[order] >= 0) & (columns[order] >= 0)]
    return Pairs(rows[order], columns[order], mixed[order])


def rows_of(ids: Column, index: Index) -> Places:
    """(ids,) the row of each id in the index, -1 when it is not there."""
    known, where = np.unique(ids, return_inverse=True)
    return np.array([index.row_of.get(str(key), -1) for key in known], dtype=np.int32)[where]


def numbers_of(index: Index) -> Column:
    """The ids of an index as numbers."""
    return np.array([int(key) for key in index.ids], dtype=np.int64)


def write(block: RankingBlock) -> None:
    """Make the matches of the block's French companies those of their lists, some companies at a time."""
    run = block.full_ranking
    lines = [
        Line(*values) for values in zip(*(column.tolist() for column in unpacked(block.found)), strict=True)
    ]
    ids = indexes.ids_of(Country.FRANCE)
    ids = ids[bisect_left(ids, block.first) : bisect_right(ids, block.last)]
    for start in range(0, len(ids), WRITTEN):
        some = {int(key) for key in ids[start : start + WRITTEN]}
        chosen = [line for line in lines if line.french in some]
        write_lists(some, chosen, vectors.snapshot_of(run.version), run.started_at)


def packed(columns: Sequence[Column]) -> bytes:
    """Columns of equal length as they are stored in a block."""
    file = io.BytesIO()
    np.savez_compressed(file, *columns)
    return file.getvalue()


def unpacked(found: bytes) -> list[Column]:
    """The columns that `packed` was given."""
    with np.load(io.BytesIO(found), allow_pickle=False) as columns:
        return [columns[name] for name in columns.files]
