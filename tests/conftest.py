"""What the tests share that walk the whole way."""

import pytest

from common.reference import load_reference
from tests import running


@pytest.fixture
def whole_site(transactional_db, tmp_path):
    """Everything but the web server: reference data, a worker and the relay it sends to (which it is)."""
    load_reference()
    with running.relay() as relay, running.worker(relay.url, tmp_path / "worker.log"):
        yield relay
