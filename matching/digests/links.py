"""Signed links in mails: bound to a person, a match and the state it was in, good for 14 days."""

from dataclasses import dataclass
from datetime import timedelta

from django.core import signing
from django.urls import reverse

from accounts.models import User
from matching.life.letters import address
from matching.models import Match

SALT = "matching.digests.not_now"
GOOD_FOR = timedelta(days=14)


@dataclass(frozen=True)
class Bound:
    """What a link was made for."""

    user_pk: int
    match_pk: int
    state: str


def not_now_url(user: User, match: Match) -> str:
    """Where `user` can say "not now" to `match` without signing in; the host is the settings'."""
    token = signing.dumps([user.pk, match.pk, match.state], salt=SALT)
    return address(reverse("matching:not_now", args=[token]))


def read(token: str) -> Bound:
    """What a link is bound to; raises SignatureExpired after 14 days, BadSignature for one not ours."""
    return Bound(*signing.loads(token, salt=SALT, max_age=GOOD_FOR))
