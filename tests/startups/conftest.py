"""What the tests of companies share."""

import pytest


@pytest.fixture(autouse=True)
def no_second_factor(settings):
    """Officers of these tests sign in as in the local demo; the second factor has its own tests."""
    settings.SECOND_FACTOR_REQUIRED = False
