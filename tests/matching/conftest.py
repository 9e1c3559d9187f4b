"""What the tests of matching's pages share."""

import pytest

from tests import second_factor
from tests.factories import UserFactory


@pytest.fixture
def officer(client):
    """A French officer who reads English, signed in."""
    person = UserFactory(french_officer=True, language="en")
    second_factor.set_up(person)
    client.force_login(person)
    return person
