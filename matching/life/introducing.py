"""The introduction: from this moment, and not before, both sides know whom to write to."""

from dataclasses import dataclass

from django.utils import timezone

from accounts.models import User
from mail.letters import send_letter
from matching.life import consents, letters, timeline
from matching.models import Approval, Match
from matching.models.life import Event
from matching.own.presenting import suggestion_for
from startups.models import Company, Contact

MOST_NAMED = 5  # things that one gives or gets, in a letter
KNOWN_IN = (Match.State.INTRODUCED, Match.State.CLOSED)


@dataclass(frozen=True)
class Side:
    """One side of an introduction: the company, its contact person, and their account."""

    company: Company
    contact: Contact
    person: User


def introduce(match: Match) -> None:
    """Introduce the sides of a locked match: one letter per person, officers in copy where both agreed."""
    french, japanese = (side_of(match, company) for company in (match.french_company, match.japanese_company))
    timeline.happen(match, Event.INTRODUCE, introduced_at=timezone.now())
    officers = officers_in_copy(match)
    for me, them in ((french, japanese), (japanese, french)):
        _write(match, me, them, officers)
    for officer in officers:
        sides = {"french": french.contact, "japanese": japanese.contact}
        url = letters.address(match.get_absolute_url())
        send_letter(officer, "match_introduction_copy", match=match, url=url, **sides)


def officers_in_copy(match: Match) -> list[User]:
    """The officers who approved and asked for a copy, if both contact persons agreed to it."""
    if not consents.officers_may_be_in_copy(match):
        return []
    halves = Approval.objects.filter(match=match, wants_copy=True, officer__isnull=False)
    return [half.officer for half in halves.select_related("officer__agency").order_by("country")]


def side_of(match: Match, company: Company) -> Side:
    """Whom a company names in this match, who has agreed to it."""
    given = consents.given(match, company)
    return Side(company, company.contact, given.person)


def contact_for(match: Match, viewer: Company) -> Contact | None:
    """The other side's contact person, as `viewer` may see them: only once the two are introduced."""
    other = match.other_side(viewer)
    return Contact.objects.filter(company=other).first() if match.state in KNOWN_IN else None


def _write(match: Match, me: Side, them: Side, officers: list[User]) -> None:
    suggestion = suggestion_for(me.company, match, me.person.language)
    letters.to_person(
        me.person,
        "match_introduction",
        match,
        me.company,
        me=me.contact,
        them=them.contact,
        gives=[reason.label for reason in suggestion.gives[:MOST_NAMED]],
        gets=[reason.label for reason in suggestion.gets[:MOST_NAMED]],
        officers=[str(officer.agency) for officer in officers],
    )
