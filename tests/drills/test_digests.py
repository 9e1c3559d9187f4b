"""A short drill of digests; `make drill ONLY=digests` is the long one."""

import pytest

from tests.drills import digests

pytestmark = pytest.mark.django_db(transaction=True)


def test_every_digest_is_queued_once_though_a_writer_is_killed():
    assert [str(result) for result in digests.drill(0.03) if not result.is_kept] == []
