"""Signed links in mails: bound to a person, a suggestion and the state it was in, good for 14 days."""

from dataclasses import dataclass
from datetime import timedelta

from django.core import signing
from django.urls import reverse

from accounts.models import User
from matching.life.letters import address, members_of, to_person
from matching.models import Match, MissionSuggestion
from startups.models import Company

# Letters on their way hold links signed in these names: they stay, wherever this module lies.
MATCH, MISSION = "matching.digests.not_now", "matching.digests.mission_not_now"
GOOD_FOR = timedelta(days=14)


@dataclass(frozen=True)
class Bound:
    """What a link was made for."""

    user_pk: int
    row_pk: int
    state: str


def ask_members(company: Company, name: str, match: Match, **context) -> None:
    """Queue a letter to every member of one side, each with a link of their own to say "not now"."""
    for person in members_of(company):
        to_person(person, name, match, company, not_now=not_now_url(person, match), **context)


def not_now_url(user: User, match: Match) -> str:
    """Where `user` can say "not now" to `match` without signing in; the host is the settings'."""
    return address(reverse("matching:not_now", args=[_token(user, match, MATCH)]))


def mission_not_now_url(user: User, suggestion: MissionSuggestion) -> str:
    """The same for a suggested mission; no link of one kind opens the other."""
    return address(reverse("matching:mission_not_now", args=[_token(user, suggestion, MISSION)]))


def read(token: str, kind: str = MATCH) -> Bound:
    """What a link is bound to; raises SignatureExpired after 14 days, BadSignature for one not ours."""
    return Bound(*signing.loads(token, salt=kind, max_age=GOOD_FOR))


def _token(user: User, row: Match | MissionSuggestion, kind: str) -> str:
    return signing.dumps([user.pk, row.pk, row.state], salt=kind)
