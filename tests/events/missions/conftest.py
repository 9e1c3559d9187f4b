"""People of every role, and the clock."""

import pytest
from django.utils import timezone

from tests.events.missions import life


@pytest.fixture
def world():
    return life.people()


@pytest.fixture
def at(monkeypatch):
    """Sets the clock: at(instant)."""

    def set_clock(instant):
        monkeypatch.setattr(timezone, "now", lambda: instant)

    return set_clock
