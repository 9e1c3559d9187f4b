"""People of every role, and the clock."""

import pytest
from django.utils import timezone

from tests.people import everybody


@pytest.fixture
def world():
    return everybody()


@pytest.fixture
def at(monkeypatch):
    """Sets the clock: at(instant)."""

    def set_clock(instant):
        monkeypatch.setattr(timezone, "now", lambda: instant)

    return set_clock
