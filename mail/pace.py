"""Keeping to the number of messages per minute that the relay allows, whoever sends them."""

import time
from datetime import timedelta

from django.conf import settings
from django.db import connection

from mail.relay import relay_name

# One statement, so that two workers never take the same turn; the database's clock is the one they share.
TAKE_TURN = """
INSERT INTO mail_relayturn AS turn (relay, next_at) VALUES (%(relay)s, clock_timestamp() + %(gap)s)
ON CONFLICT (relay) DO UPDATE SET next_at = greatest(turn.next_at, clock_timestamp()) + %(gap)s
RETURNING extract(epoch FROM next_at - %(gap)s - clock_timestamp())
"""


def wait_for_turn() -> None:
    """Sleep until the relay may be given another message; without MAIL_RATE_PER_MINUTE that is now."""
    if settings.MAIL_RATE_PER_MINUTE:
        time.sleep(max(0.0, _take_turn(timedelta(minutes=1) / settings.MAIL_RATE_PER_MINUTE)))


def _take_turn(gap: timedelta) -> float:
    with connection.cursor() as cursor:
        cursor.execute(TAKE_TURN, {"relay": relay_name(), "gap": gap})
        return float(cursor.fetchone()[0])
