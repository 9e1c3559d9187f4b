"""Letters about a match: to the members of a side, or to officers, each in their own language."""

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse

from accounts.models import Role, User
from mail.letters import send_letter
from matching.models import Approval, Match
from startups.models import Company


def to_members(company: Company, name: str, match: Match, **context) -> None:
    """Queue a letter to every member of one side."""
    for person in members_of(company):
        to_person(person, name, match, company, **context)


def to_both(match: Match, name: str, **context) -> None:
    """Queue a letter to every member of both sides."""
    for company in (match.french_company, match.japanese_company):
        to_members(company, name, match, **context)


def to_person(person: User, name: str, match: Match, company: Company, **context) -> None:
    """Queue a letter to one person of one side."""
    sides = {"own": company, "other": match.other_side(company)}
    send_letter(person, name, match=match, **sides, url=address(match.get_absolute_url()), **context)


def to_officers(approval: Approval, name: str, **context) -> None:
    """Queue a letter to whoever the half is assigned to and still there, else to the country's leads."""
    asked = approval.assigned_to
    people = [asked] if asked and asked.is_active else leads(approval.country)
    for person in people:
        _to_officer(person, approval, name, **context)


def to_leads(approval: Approval, name: str, **context) -> None:
    """Queue a letter to the leads of the country whose half it is."""
    for person in leads(approval.country):
        _to_officer(person, approval, name, **context)


def members_of(company: Company) -> QuerySet[User]:
    """The people of a company who may sign in."""
    return User.objects.filter(memberships__company=company, is_active=True).order_by("pk")


def leads(country: str) -> list[User]:
    """The lead officers of a country."""
    return list(User.objects.filter(role=Role.LEAD, agency__country=country, is_active=True).order_by("pk"))


def address(path: str) -> str:
    """The absolute address of a page; the host is the settings', never the request's."""
    return settings.SITE_URL.rstrip("/") + path


def _to_officer(person: User, approval: Approval, name: str, **context) -> None:
    url = address(reverse("matching:approval", args=[approval.pk]))
    send_letter(person, name, match=approval.match, due_on=approval.due_on, url=url, **context)
