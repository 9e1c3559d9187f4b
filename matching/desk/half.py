"""One half of a decision, with all that an officer needs to make it, and no more than they may see."""

from dataclasses import dataclass

from accounts.models import User
from events.meetings.pages import MeetingPage, pages_for
from matching.life import consents
from matching.life.introducing import KNOWN_IN
from matching.life.meeting import meetings_of
from matching.models import Approval, Interest, Match
from matching.own.presenting import Suggestion, suggestion_for
from startups.models import Company, Contact


@dataclass(frozen=True)
class Side:
    """One company of the match: its half, its note, and its contact person if the officer may see them.

    `gap` says why nobody of the company may be named to the other one now.
    """

    company: Company
    half: Approval
    interest: Interest | None
    contact: Contact | None
    gap: consents.Gap | None
    is_host: bool


@dataclass(frozen=True)
class Case:
    """A half as an officer of its country reads it, the own country's company first."""

    half: Approval
    suggestion: Suggestion
    sides: list[Side]
    meetings: list[MeetingPage]

    @property
    def events(self):
        """What has happened so far, oldest first."""
        return self.half.match.events.select_related("actor__agency")

    @property
    def is_introduced(self) -> bool:
        """Whether the two know each other, so that there may be meetings and answers."""
        return self.half.match.state in KNOWN_IN

    @property
    def answers(self):
        """What each side reported so far."""
        reported = self.half.match.outcomes.reported().select_related("company")
        return reported.order_by("milestone", "company__country")

    @property
    def is_introduced_by_this(self) -> bool:
        """Whether an approval now would introduce the two at once."""
        return self.half.other.state == Approval.State.APPROVED


def case(half: Approval, officer: User, language: str) -> Case:
    """Everything about `half` that `officer`, who may decide it, reads in `language`."""
    home = half.match.company_of(half.country)
    companies = [home, half.match.other_side(home)]
    return Case(
        half=half,
        suggestion=suggestion_for(home, half.match, language),
        sides=[_side(half, company, officer) for company in companies],
        meetings=pages_for(officer, meetings_of(half.match).order_by("starts_at", "pk")),
    )


def visible_contact(match: Match, company: Company, officer: User) -> Contact | None:
    """The contact person: for officers of the company's country; for the others only with their consent."""
    if officer.country != company.country and not consents.is_valid(match, company):
        return None
    return Contact.objects.filter(company=company).first()


def _side(half: Approval, company: Company, officer: User) -> Side:
    is_home = company.country == half.country
    return Side(
        company=company,
        half=half if is_home else half.other,
        interest=half.match.interests.filter(company=company).first(),
        contact=visible_contact(half.match, company, officer),
        gap=consents.gap(half.match, company) if half.match.state == Match.State.MUTUAL else None,
        is_host=not is_home,
    )
