"""What the tests of the desk share."""

import pytest

from tests import second_factor
from tests.matching import stages
from tests.people import everybody


@pytest.fixture
def world(client):
    """Somebody of each role; the French officer, who reads English, is signed in."""
    people = everybody()
    for name in ("french_officer", "japanese_officer", "french_lead"):
        second_factor.set_up(people[name])
    officer = people["french_officer"]
    officer.language = "en"
    officer.save()
    client.force_login(officer)
    return people


@pytest.fixture
def half(world):
    """The French half of a match that waits for its officers."""
    return stages.half(stages.mutual(world), "FR")
