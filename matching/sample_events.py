"""Invented meetings, colleagues and leave for the samples of letters; nothing of it is a row."""

from datetime import UTC, date, datetime, timedelta

from django.conf import settings
from django.urls import reverse

from accounts.models import Absence, User
from events.models import Meeting, Slot
from startups.models import Company, MemberInvitation

NOWHERE = 0  # the number of a row that does not exist
STARTS_AT = datetime(2027, 1, 20, 8, 0, tzinfo=UTC)


def meeting(french: Company, japanese: Company) -> Meeting:
    """A meeting with three proposed times of which the first was agreed."""
    found = Meeting(
        pk=NOWHERE,
        french_company=french,
        japanese_company=japanese,
        proposed_by_side=french.country,
        video_link="https://video.example.com/enishi",
        starts_at=STARTS_AT,
        reason=Meeting.Reason.TIME,
    )
    times = [STARTS_AT + timedelta(days=days) for days in range(3)]
    slots = [Slot(meeting=found, position=place, starts_at=at) for place, at in enumerate(times, start=1)]
    found._prefetched_objects_cache = {"slots": slots}  # as prefetch_related would leave them
    return found


def of_meetings(french: Company, japanese: Company, own: Company, other: Company) -> dict:
    """What the letters about a meeting name."""
    found = meeting(french, japanese)
    return {
        "meeting": found,
        "deadline": Slot(meeting=found, position=1, starts_at=STARTS_AT + timedelta(days=3)),
        "own": own.legal_name,
        "other": other.legal_name,
        "is_own": False,
        "was_agreed": True,
        "absent": "",
        "silent": [other.legal_name],
    }


def of_members(own: Company, language: str) -> dict:
    """What the letters about the members of a company name."""
    link = settings.SITE_URL.rstrip("/") + reverse("startups:join", args=["sample"])
    invitation = MemberInvitation(
        company=own, email="new@example.com", language=language, created_at=STARTS_AT
    )
    return {"company": own, "person": colleague(language), "invitation": invitation, "link": link}


def of_leave(language: str) -> dict:
    """What the letters to a deputy name."""
    days = {"starts_on": date(2027, 1, 11), "ends_on": date(2027, 1, 22)}
    return {"absence": Absence(officer=colleague(language), deputy=colleague(language), **days)}


def colleague(language: str) -> User:
    """Somebody of the same company or agency."""
    names = ("見本", "太郎") if language == "ja" else ("Modèle", "Dominique")
    return User(email="colleague@example.com", family_name=names[0], given_name=names[1], language=language)
