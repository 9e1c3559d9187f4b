"""The advisory locks of the database: what only one transaction may do at a time."""

from enum import IntEnum

from django.db import connection


class Lock(IntEnum):
    """Each lock and its number, which every program on this database has to agree on."""

    LISTS = 20180713  # filling companies' lists of suggestions
    RANKING_RUN = 20180714  # starting or finishing a full ranking
    WORDING = 20180715  # giving labels to concepts


def hold(lock: Lock) -> None:
    """Wait for the lock, and hold it until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [lock])
