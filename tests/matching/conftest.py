"""What the tests of matching's pages share."""

import pytest

from tests import second_factor
from tests.factories import UserFactory
from tests.people import everybody


@pytest.fixture
def officer(client):
    """A French officer who reads English, signed in."""
    person = UserFactory(french_officer=True, language="en")
    second_factor.set_up(person)
    client.force_login(person)
    return person


@pytest.fixture
def world(client):
    """Somebody of each role; the French member, who reads English, is signed in."""
    people = everybody()
    people["french_member"].language = "en"
    people["french_member"].save()
    client.force_login(people["french_member"])
    return people
