"""Digests by the batch: rendered first, then claimed and queued in one transaction.

The UNIQUE of person, kind and period decides between two beats or workers: whoever comes second finds the
rows there and queues nothing. A worker killed in between has queued nothing, and the next sweep starts anew.
"""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from mail import outbox
from mail.models import OutgoingEmail
from mail.subscription import Kind
from matching.digests import writing
from matching.digests.items import Reader
from matching.digests.readers import Round, readers, rounds
from matching.digests.writers import WRITERS, Writer
from matching.models import Digest, DigestItem
from matching.models.digests import NOT_AGAIN

log = logging.getLogger(__name__)
State = Digest.State
BATCH = 100  # people
FORGOTTEN_AFTER = NOT_AGAIN + timedelta(weeks=1)


@dataclass(frozen=True)
class Draft:
    """One person's digest before it is claimed."""

    reader: Reader
    row: Digest
    written: writing.Written | None = None


def batches(now: datetime) -> Iterator[list[int]]:
    """The ids of those who are due, a batch at a time."""
    for due in rounds(now):
        pks = list(due.people().values_list("pk", flat=True))
        for start in range(0, len(pks), BATCH):
            yield pks[start : start + BATCH]


def write_for(pks: Sequence[int], now: datetime) -> int:
    """Write and queue the digests that these people are due; say how many became a mail."""
    return sum(_write_round(due, pks, now) for due in rounds(now))


def forget_old(now: datetime) -> None:
    """Forget which things were told so long ago that they may be told again; that a digest came is kept."""
    DigestItem.objects.filter(digest__day__lt=(now - FORGOTTEN_AFTER).date()).delete()


def _write_round(due: Round, pks: Sequence[int], now: datetime) -> int:
    people = list(due.people().filter(pk__in=pks).select_related("agency"))
    if not people:
        return 0
    found = readers(due.kind, due.day, people, now)
    write = WRITERS[due.kind](found)
    return _claim([_draft(reader, due, write) for reader in found])


def _draft(reader: Reader, due: Round, write: Writer) -> Draft:
    facts = {"user": reader.user, "kind": due.kind, "period": due.period, "day": due.day}
    try:
        written = write(reader)
    except Exception:  # one person's fault stops nobody else's digest
        log.exception("The digest %s of person %s could not be written.", due.period, reader.user.pk)
        return Draft(reader, Digest(**facts, state=State.FAILED, made_at=reader.now))
    state = State.WRITTEN if written else State.EMPTY
    return Draft(reader, Digest(**facts, state=state, made_at=reader.now), written)


@transaction.atomic
def _claim(drafts: list[Draft]) -> int:
    # Whoever is second waits here until the first one has committed, and then inserts nothing.
    Digest.objects.bulk_create([draft.row for draft in drafts], ignore_conflicts=True)
    keys = [draft.row.key for draft in drafts]
    ours = dict(Digest.objects.filter(key__in=keys).values_list("key", "pk"))
    won = [draft for draft in drafts if draft.written and draft.row.key in ours]
    for draft in won:
        draft.row.pk = ours[draft.row.key]
        draft.row.email = _queue(draft)
    Digest.objects.bulk_update([draft.row for draft in won], ["email"])
    DigestItem.objects.bulk_create(
        DigestItem(digest=draft.row, key=item.key, as_of=item.as_of)
        for draft in won
        for item in draft.written.told
    )
    return len(won)


def _queue(draft: Draft) -> OutgoingEmail:
    kind = Kind(draft.row.kind)
    made = writing.message(draft.reader, draft.written, kind)
    return outbox.put(made, user=draft.reader.user, kind=f"digest_{kind}")[0]
