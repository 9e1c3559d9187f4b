"""The conditions of a mission, looked at for one company: now for itself, and at the deadline for good."""

from django.db import transaction

from events.meetings.times import ZONES
from events.missions import eligibility
from events.missions import letters as mission_letters
from events.missions.eligibility import Facts, Failure
from events.missions.happening import happen, locked_application
from events.models import Application, Mission
from events.models.application_life import ApplicationEvent as Event
from events.models.application_life import ApplicationState as State
from startups.models import Company


def failures_of(company: Company, mission: Mission) -> list[Failure]:
    """Every condition the company does not meet on the day of the deadline, as its country counts days."""
    on = mission.deadline_at.astimezone(ZONES[mission.country]).date()
    return eligibility.failures(mission.rules, facts_of(company), on)


def facts_of(company: Company) -> Facts:
    """What the conditions look at; labels count once an officer confirmed them."""
    labels = company.label_claims.confirmed().values_list("label__programme__slug", flat=True)
    return Facts(
        founded_on=company.founded_on,
        stage=company.stage,
        head_count=company.head_count,
        fields=list(company.fields),
        technologies=list(company.technologies),
        labels=sorted(set(labels)),
        is_published=company.is_published,
    )


@transaction.atomic
def check(application: Application) -> None:
    """Find a sent application eligible or not, once, and say so to the company, rule by rule."""
    application = locked_application(application)
    if application.state != State.SUBMITTED:
        return
    found = [failure.as_data() for failure in failures_of(application.company, application.mission)]
    if found:
        happen(application, Event.FAIL, failures=found)
        mission_letters.to_company(application, "mission_ineligible")
    else:
        happen(application, Event.PASS)
        mission_letters.to_company(application, "mission_eligible")
