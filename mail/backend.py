"""Django's mail backend for everything we or allauth send: a row in the outbox."""

import logging

from django.core.mail.backends.base import BaseEmailBackend

from mail import outbox

log = logging.getLogger(__name__)


class OutboxBackend(BaseEmailBackend):
    """Puts messages into the outbox instead of sending them; the worker sends."""

    def send_messages(self, email_messages) -> int:
        """Queue every message; one that no relay would take stops none of the others."""
        refusals = []
        for message in email_messages:
            try:
                outbox.put(message)
            except ValueError as refusal:  # BadHeaderError is one, too
                log.warning("A message was refused: %s", refusal)
                refusals.append(refusal)
        if refusals and not self.fail_silently:
            raise refusals[0]
        return len(email_messages) - len(refusals)
