"""Two companies with a member each, and letters as the outbox has them."""

from dataclasses import dataclass

import pytest
from icalendar import Calendar

from accounts.models import User
from events.meetings import arranging
from events.models import Meeting
from mail.models import OutgoingEmail
from startups.models import Company
from tests.factories import CompanyFactory, UserFactory, morning


@dataclass
class Pair:
    """A French and a Japanese company, and who speaks for each."""

    french_company: Company
    japanese_company: Company
    french: User
    japanese: User

    def propose(self, **changes) -> Meeting:
        """A proposal of the French side, unless said otherwise."""
        companies = {"french_company": self.french_company, "japanese_company": self.japanese_company}
        given = {
            "by": self.french,
            "slots": [morning(10), morning(11)],
            "video_link": "https://v.example.com/1",
        }
        return arranging.propose(**companies, **given | changes)

    def agree(self, starts_at=None, **changes) -> Meeting:
        """A meeting both sides said yes to."""
        meeting = self.propose(slots=[starts_at or morning(10)], **changes)
        arranging.confirm(meeting, by=self.japanese, slot=meeting.slots.get().pk)
        OutgoingEmail.objects.all().delete()
        meeting.refresh_from_db()
        return meeting


@pytest.fixture
def pair():
    french, japanese = UserFactory(french=True), UserFactory(japanese=True, family_name="山田")
    return Pair(
        CompanyFactory(published=True, member=french, legal_name="Alpage SAS", latin_name="Alpage"),
        CompanyFactory(
            published=True, member=japanese, japanese=True, legal_name="株式会社見本", latin_name="Mihon"
        ),
        french,
        japanese,
    )


@pytest.fixture
def letters():
    """The letters queued since it was last asked: (language, subject) of each, in order."""

    def take():
        found = [(email.language, email.subject) for email in OutgoingEmail.objects.order_by("pk")]
        OutgoingEmail.objects.all().delete()
        return found

    return take


def calendar_files() -> list[Calendar]:
    """The calendar files of all queued letters, in order."""
    emails = OutgoingEmail.objects.order_by("pk")
    return [Calendar.from_ical(content) for email in emails for _name, content, _type in email.attachments]


def told() -> list[str]:
    """Who was written to, in order."""
    return list(OutgoingEmail.objects.order_by("pk").values_list("recipient", flat=True))
