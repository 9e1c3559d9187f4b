"""Messages of the outbox."""

import factory

from mail.models import OutgoingEmail
from tests.factories.accounts import UserFactory


class FailedEmailFactory(factory.django.DjangoModelFactory):
    """A mail to a person that the relay refused for good."""

    class Meta:
        model = OutgoingEmail

    user = factory.SubFactory(UserFactory)
    recipient = factory.SelfAttribute("user.email")
    message_id = factory.Sequence(lambda number: f"<failed-{number}@example.com>")
    sender = "enishi@example.com"
    subject = "Refused"
    body = "Body"
    state = OutgoingEmail.State.FAILED
    failure = OutgoingEmail.Failure.REFUSED
    attempts = 1
