"""What every test may use, and what those share that walk the whole way."""

import os

import hypothesis
import pytest
from django.core.cache import cache
from django.db import transaction

from common import wake
from common.reference import load_reference
from tests import running, servers

# A machine shared with other work is slow now and then, which says nothing about the code.
hypothesis.settings.register_profile("enishi", deadline=None)
hypothesis.settings.load_profile("enishi")


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """A database of our own server goes with it; dropping it would wait for workers that were killed."""
    return servers.STARTED_HERE in os.environ


@pytest.fixture(autouse=True)
def rested_broker():
    """Forget that the broker failed in an earlier test."""
    wake._resting_until = 0.0


@pytest.fixture(scope="module")
def module_db(django_db_setup, django_db_blocker):
    """The database for what a module makes once: what a test does in it is undone, at the end all of it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def whole_site(transactional_db, tmp_path):
    """Everything but the web server: reference data, a worker and the relay it sends to (which it is)."""
    cache.clear()  # no model's table, so nothing else forgets who signed up in an earlier test
    load_reference()
    with running.relay() as relay, running.worker(relay.url, tmp_path / "worker.log"):
        yield relay
