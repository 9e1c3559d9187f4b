"""A real SMTP relay for the tests of mail."""

import pytest

from tests import running


@pytest.fixture
def relay(settings):
    """A relay that MAIL_RELAY_URL points to."""
    with running.relay() as kept:
        settings.MAIL_RELAY_URL = kept.url
        yield kept
