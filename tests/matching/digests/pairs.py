"""Pairs of companies with members and reasons to meet."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from matching.models import Match
from tests.factories import CompanyFactory, MatchFactory, UserFactory

PARIS, TOKYO = ZoneInfo("Europe/Paris"), ZoneInfo("Asia/Tokyo")
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
MONDAY = datetime(2026, 11, 30, 8, 5, tzinfo=PARIS)  # when the digests of Europe and Asia are due


def reason(concept: str, share: float, french: str, japanese: str) -> dict:
    """One shared concept, as the engine stores it."""
    return {"concept": concept, "share": share, "french_words": [french], "japanese_words": [japanese]}


EXPLANATION = {
    "shared": [
        reason("humidity-sensor", 0.6, "capteurs d'humidité", "湿度センサー"),
        reason("lidar", 0.4, "lidar", "ライダー"),
    ],
    "french_gives": [reason("humidity-sensor", 1, "capteurs d'humidité", "湿度センサー")],
    "japanese_gives": [reason("lidar", 1, "lidar", "ライダー")],
}


def french_member(**changes):
    """A member of a French company who was there long before."""
    return UserFactory(**{"french": True, "date_joined": LONG_AGO, **changes})


def japanese_member(**changes):
    """A member of a Japanese company who was there long before."""
    return UserFactory(**{"japanese": True, "date_joined": LONG_AGO, **changes})


def suggestions(member, count: int = 1, **changes) -> list[Match]:
    """So many suggestions to the French company of `member`, which is made, best first."""
    own = CompanyFactory(published=True, member=member)
    return [suggestion(own, score=0.9 - number / 100, **changes) for number in range(count)]


def suggestion(own, **changes) -> Match:
    """One suggestion to a French company."""
    other = CompanyFactory(published=True, japanese=True)
    given = {"french_company": own, "japanese_company": other, "explanation": EXPLANATION}
    return MatchFactory(**{**given, **changes})
