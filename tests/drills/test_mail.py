"""A short drill of mail; `make drill` is the long one."""

import pytest

from tests.drills import mail

pytestmark = pytest.mark.django_db(transaction=True)


def test_nothing_is_lost_or_doubled_when_workers_are_killed():
    assert broken(mail.random_kills(mails=60, kills=2)) == []


def test_message_in_flight_comes_at_most_once_more_under_its_message_id():
    # A worker that dies once in eight mails lives through 120 once in ten million runs.
    assert broken(mail.fault_point("between send and mark", mails=120, kills=1)) == []


def broken(results):
    """The promises that were not kept."""
    return [str(result) for result in results if not result.is_kept]
