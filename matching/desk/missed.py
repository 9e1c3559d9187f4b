"""Companies that repeatedly did not come to a meeting, for their officers to call."""

from dataclasses import dataclass

from django.db.models import QuerySet

from accounts.models import User
from events.meetings import attendance
from events.meetings.pages import MeetingPage, pages_for
from startups.models import Company


@dataclass(frozen=True)
class Missed:
    """One company and the meetings it missed, newest first."""

    company: Company
    meetings: list[MeetingPage]


def companies(officer: User) -> QuerySet[Company]:
    """Those of both countries, but not the officer's own."""
    own = Company.objects.of(officer).values("pk")
    return attendance.repeatedly_absent().exclude(pk__in=own).order_by("country", "sort_key", "pk")


def missed_by(companies: list[Company], officer: User) -> list[Missed]:
    """Each company with what it missed, in a constant number of queries."""
    found: dict[int, list[MeetingPage]] = {company.pk: [] for company in companies}
    meetings = attendance.missed().filter(absent__in=found).with_companies().order_by("-starts_at", "pk")
    for page in pages_for(officer, meetings):
        found[page.meeting.absent].append(page)
    return [Missed(company, found[company.pk]) for company in companies]
