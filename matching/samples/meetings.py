"""An invented meeting for the samples of letters; no row of the database is read or written."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from accounts.models import Country
from events.meetings.wording import name_of
from events.models import Deadline, Meeting, Slot
from startups.models import Company

STARTS_AT = datetime(2027, 3, 26, 8, tzinfo=UTC)  # the Friday before the clocks go forward in Paris
DAYS = (0, 3, 39)  # the last of them is a holiday in Japan


def facts(language: str, *, own: Company, other: Company) -> dict:
    """What the letters about a meeting of these two companies name, to a reader of `own`."""
    french, japanese = (own, other) if own.country == Country.FRANCE else (other, own)
    meeting = Meeting(
        pk=0,
        key=UUID(int=0),
        french_company=french,
        japanese_company=japanese,
        state=Meeting.State.CONFIRMED,
        starts_at=STARTS_AT,
        place="Station F, Paris",
        video_link="https://video.example.com/sample",
        reason=Meeting.Reason.ILLNESS,
    )
    other_name = name_of(other, language)
    return {
        "meeting": meeting,
        "slots": [Slot(meeting=meeting, starts_at=STARTS_AT + timedelta(days=days)) for days in DAYS],
        "own": name_of(own, language),
        "other": other_name,
        "is_own": False,
        "was_agreed": True,
        "silent": [other_name],
        "absent": other_name,
        "deadline": Deadline(meeting=meeting, due_at=STARTS_AT + timedelta(days=4)),
    }
