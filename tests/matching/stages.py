"""Matches at every point of their life, brought there by the activities themselves."""

from datetime import timedelta

from django.utils import timezone

from matching.life import answering, consents, deciding
from matching.models import Approval, Match
from tests.factories import CompanyFactory, MatchFactory

CHECKS = [str(check) for check in Approval.NEEDED_CHECKS]


def suggested(world: dict, **changes) -> Match:
    """A suggestion to the companies of the two members of `world`."""
    return MatchFactory(
        french_company=CompanyFactory(published=True, member=world["french_member"]),
        japanese_company=CompanyFactory(published=True, japanese=True, member=world["japanese_member"]),
        **changes,
    )


def say_yes(match: Match, member, company, **changes) -> None:
    """The consent of the contact person, and the interest of the company."""
    consents.give(match, company, person=member, language=member.language, officers_in_copy=True)
    answering.express_interest(match, company=company, member=member, **changes)


def asked(world: dict, **changes) -> Match:
    """The French side is interested."""
    match = suggested(world, **changes)
    say_yes(match, world["french_member"], match.french_company)
    return fresh(match)


def mutual(world: dict, **changes) -> Match:
    """Both sides are; officers of both countries are to decide."""
    match = asked(world, **changes)
    say_yes(match, world["japanese_member"], match.japanese_company)
    return fresh(match)


def introduced(world: dict, **changes) -> Match:
    """Both countries have approved."""
    match = mutual(world, **changes)
    for side in ("french", "japanese"):
        approve(match, world[f"{side}_officer"])
    return fresh(match)


def introduced_before(days: int, match: Match) -> Match:
    """The match as if it had been introduced so many days ago."""
    Match.objects.filter(pk=match.pk).update(introduced_at=timezone.now() - timedelta(days=days))
    return fresh(match)


def approve(match: Match, officer, **changes) -> None:
    """The approval of the officer's country."""
    deciding.approve(half(match, officer.country), officer=officer, checks=CHECKS, **changes)


def half(match: Match, country: str) -> Approval:
    """The half of one country."""
    return match.approvals.get(country=country)


def fresh(match: Match) -> Match:
    """The match as it is in the database."""
    return Match.objects.get(pk=match.pk)
