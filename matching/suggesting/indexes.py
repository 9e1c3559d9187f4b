"""The index of each country that a worker keeps, brought up to date by reading only what has changed."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

import numpy as np
from django.db import connection
from django.db.models import Case, CharField, Count, DecimalField, F, Func, QuerySet, Sum, When
from django.db.models.functions import Cast

from accounts.models import Country
from matching.engine.bags import ConceptBags
from matching.engine.index import Index
from matching.engine.ranking import measured
from matching.engine.snapshot import Snapshot
from matching.engine.weighting import Floats
from matching.models import ProfileVector
from matching.suggesting import vectors

PARTS = 256  # of the rows of one country, by the number of the company
State = dict[int, tuple[int, Decimal]]


@dataclass(frozen=True)
class Kept:
    """An index, the state of the rows it was made of, and when each profile was stored, by id."""

    index: Index
    state: State
    stored_at: dict[str, datetime]


_kept: dict[str, Kept] = {}  # by country; a worker process has nothing else to remember


def index_of(country: str, snapshot: Snapshot) -> Index:
    """The published profiles of one country, ready to be ranked against.

    The closeness of a new profile is measured once, and stored for every worker until the next refit.
    """
    index = refreshed(country, snapshot)
    unknown = np.isnan(index.closeness)
    if unknown.any():
        index = measured(index, refreshed(Country(country).other, snapshot))
        ids = [identifier for identifier, is_new in zip(index.ids, unknown, strict=True) if is_new]
        save_closeness(ids, index.closeness[unknown], snapshot)
    return index


def refreshed(country: str, snapshot: Snapshot) -> Index:
    """The same with NaN as the closeness of those for whom it is not known yet."""
    state = state_of(country)
    kept = _kept.get(country)
    if kept is None or kept.index.version != snapshot.version:
        _kept.pop(country, None)  # before the new one is read: both at once need twice the memory
        kept = Kept(Index.of([], snapshot), {}, {})
    if kept.state != state:
        kept = _kept[country] = _brought_up_to_date(kept, country, state, snapshot)
    return kept.index


def state_of(country: str) -> State:
    """Figures of each part, added up by the database: they differ when a profile or closeness in it does."""
    fields = ("company_id", "stored_at", "closeness", "closeness_version")
    in_a_row = "hashtextextended(concat_ws(':', %(expressions)s), 0)::numeric"
    figure = Func(*fields, template=in_a_row, output_field=DecimalField())
    parts = _profiles(country).order_by().values_list("part").annotate(count=Count("pk"), sum=Sum(figure))
    return {part: figures for part, *figures in parts}


def both(snapshot: Snapshot) -> tuple[Index, Index]:
    """The published profiles of France and of Japan, as far as their closeness is known."""
    return refreshed(Country.FRANCE, snapshot), refreshed(Country.JAPAN, snapshot)


def ids_of(country: str) -> list[str]:
    """The ids of the published profiles of one country, in the order of an index."""
    return list(_profiles(country).values_list("id_text", flat=True))


def save_closeness(ids: list[str], closeness: Floats, snapshot: Snapshot) -> None:
    """Keep how near each profile is to its nearest under this snapshot."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE matching_profilevector SET closeness = new.closeness, closeness_version = %s"
            " FROM unnest(%s::bigint[], %s::float8[]) AS new (company_id, closeness)"
            " WHERE matching_profilevector.company_id = new.company_id",
            [snapshot.version, [int(key) for key in ids], closeness.tolist()],
        )


def _profiles(country: str) -> QuerySet[ProfileVector]:
    current = ProfileVector.objects.current().filter(company__country=country)
    numbered = current.annotate(id_text=Cast("company_id", CharField()), part=F("company_id") % PARTS)
    return numbered.order_by("id_text")


def _brought_up_to_date(kept: Kept, country: str, state: State, snapshot: Snapshot) -> Kept:
    """Take in what was stored since, leave out what is no longer published, and read how close they are.

    Only the parts whose figures changed are looked through.
    """
    parts = {part for part in state.keys() | kept.state.keys() if state.get(part) != kept.state.get(part)}
    known = Case(When(closeness_version=snapshot.version, then=F("closeness")))
    rows = _profiles(country).filter(part__in=parts).values_list("id_text", "stored_at", known)
    found = {identifier: (stored, close) for identifier, stored, close in rows}
    before = {key: stored for key, stored in kept.stored_at.items() if int(key) % PARTS in parts}
    index = kept.index.without(before.keys() - found.keys())
    changed = [key for key, (stored, _) in found.items() if before.get(key) != stored]
    if changed:
        index = index.with_profiles(_read(country, changed, snapshot))
    closeness = index.closeness.copy()
    for key, (_, close) in found.items():
        closeness[index.row_of[key]] = np.nan if close is None else close
    stored_at = {key: kept.stored_at[key] for key in kept.stored_at.keys() - before.keys()}
    stored_at |= {key: stored for key, (stored, _) in found.items()}
    return Kept(index.with_closeness(closeness), state, stored_at)


def _read(country: str, changed: list[str], snapshot: Snapshot) -> Index:
    """The index of some profiles, vectorised piece by piece so that few bags are in memory at once."""
    pieces = [Index.of([], snapshot)]
    bags: list[ConceptBags] = []
    chosen = _profiles(country).filter(company_id__in=[int(key) for key in changed])
    for bag in vectors.bags_by_piece(chosen):
        bags.append(bag)
        if len(bags) == vectors.PIECE:
            pieces.append(Index.of_bags(bags, snapshot))
            bags = []
    return Index.joined([*pieces, Index.of_bags(bags, snapshot)])
