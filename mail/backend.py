"""Django's mail backend for everything we or allauth send: a row in the outbox."""

from django.core.mail.backends.base import BaseEmailBackend

from mail import outbox


class OutboxBackend(BaseEmailBackend):
    """Puts messages into the outbox instead of sending them; the worker sends."""

    def send_messages(self, email_messages) -> int:
        """Queue every message; one that no relay would take is kept as failed and stops no other."""
        for message in email_messages:
            outbox.put(message)
        return len(email_messages)
