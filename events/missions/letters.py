"""The letters about missions and applications, each in the recipient's language and zone."""

from collections.abc import Iterable
from datetime import date

from django.conf import settings
from django.db.models import Q
from django.urls import reverse

from accounts.models import Country, Role, User
from events.meetings.wording import name_of
from events.models import Application, Mission
from mail.letters import send_letter


def to_company(application: Application, name: str, **context) -> None:
    """Queue a letter to every member of the company that applied."""
    people = User.objects.filter(memberships__company=application.company, is_active=True).order_by("pk")
    for person in people:
        own = name_of(application.company, person.language)
        url = address(application.get_absolute_url())
        facts = {"mission": application.mission, "application": application, "own": own, "url": url}
        send_letter(person, name, **facts | context)


def to_sending(mission: Mission, name: str, **context) -> None:
    """Queue a letter to the officer who runs the mission; to the leads where there is none any more."""
    runner = mission.created_by
    keeps_running = runner and runner.is_active and runner.country == mission.country
    people = [runner] if keeps_running else leads_of(mission.country)
    to_officers(people, mission, name, country=mission.host, **context)


def to_host(mission: Mission, name: str, **context) -> None:
    """Queue a letter to who countersigned for the host country; before that, to all its officers."""
    signer = mission.countersigned_by
    people = [signer] if signer and signer.is_active else officers_of(mission.host)
    to_officers(people, mission, name, country=Country(mission.country), **context)


def to_officers(people: Iterable[User], mission: Mission, name: str, **context) -> None:
    """Queue a letter about a mission to these officers."""
    url = address(mission.get_absolute_url())
    for person in people:
        facts = {"mission": mission, "url": url} | context
        if applicant := facts.get("applicant"):
            facts["applicant"] = name_of(applicant, person.language)
        send_letter(person, name, **facts)


def to_juror(juror: User, mission: Mission, name: str, *, count: int, due_on: date) -> None:
    """Tell a juror how many applications they are asked to score, and by when."""
    context = {"mission": mission, "count": count, "due_on": due_on}
    send_letter(juror, name, url=address(reverse("missions:jury")), **context)


def to_leads(mission: Mission, country: str, name: str, **context) -> None:
    """Queue a letter about the jury of a mission to the leads of a country."""
    for lead in leads_of(country):
        send_letter(lead, name, mission=mission, url=address(reverse("missions:jury")), **context)


def officers_of(country: str):
    """Every officer of a country who can sign in."""
    is_officer = Q(role__in=[Role.OFFICER, Role.LEAD])
    return User.objects.filter(is_officer, agency__country=country, is_active=True).order_by("pk")


def leads_of(country: str):
    """The lead officers of a country."""
    return officers_of(country).filter(role=Role.LEAD)


def address(path: str) -> str:
    """The absolute address of a page; the host is the settings', never the request's."""
    return settings.SITE_URL.rstrip("/") + path
