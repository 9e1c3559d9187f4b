"""Invented colleagues and leave for the samples of letters; nothing of it is a row."""

from datetime import UTC, date, datetime

from django.conf import settings
from django.urls import reverse

from accounts.models import Absence, User
from startups.models import Company, MemberInvitation

NOWHERE = 0  # the number of a row that does not exist
INVITED_AT = datetime(2027, 1, 20, 8, 0, tzinfo=UTC)


def of_members(own: Company, language: str) -> dict:
    """What the letters about the members of a company name."""
    link = settings.SITE_URL.rstrip("/") + reverse("startups:join", args=["sample"])
    invitation = MemberInvitation(
        company=own, email="new@example.com", language=language, created_at=INVITED_AT
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
