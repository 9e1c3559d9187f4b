"""What the tests of accounts share."""

import pytest


@pytest.fixture(autouse=True)
def counting_hasher(settings):
    """Passwords are hashed as in all tests, and counted."""
    settings.PASSWORD_HASHERS = ["tests.accounts.looking.CountingHasher"]
