"""What a company does until the deadline: begin, answer step by step, send, change."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from common.states import TransitionError
from events.missions import letters as mission_letters
from events.missions.happening import happen, locked_application, refuse
from events.models import Application, Criterion, Mission, MissionState
from events.models.application_life import ApplicationEvent as Event
from events.models.application_life import ApplicationState as State
from startups.models import Company


@transaction.atomic
def begin(mission: Mission, *, company: Company, by: User) -> Application:
    """The company's application for the mission: the one there is, else a new draft."""
    if not company.memberships.filter(user=by).exists() or not mission.takes(company):
        raise PermissionDenied
    known = Application.objects.filter(mission=mission, company=company).first()
    if known:
        return known
    if not mission.is_open_now:
        refuse(mission, _("Applications are not possible now."))
    defaults = {"created_by": by, "languages": company.working_languages}
    return Application.objects.get_or_create(mission=mission, company=company, defaults=defaults)[0]


@transaction.atomic
def answer(application: Application, *, by: User, criterion: Criterion, text: str) -> None:
    """Keep the answer to one criterion; nothing else of the application is touched."""
    application = _editable(application, by)
    if criterion.mission_id != application.mission_id:
        raise PermissionDenied
    application.answers.update_or_create(criterion=criterion, defaults={"text": text})
    happen(application, Event.EDIT, by=by)


@transaction.atomic
def say_who_travels(application: Application, *, by: User, people: int, languages: list[str]) -> None:
    """Keep how many people would travel, and which languages they speak."""
    application = _editable(application, by)
    happen(application, Event.EDIT, by=by, people=people, languages=languages)


@transaction.atomic
def submit(application: Application, *, by: User) -> None:
    """Send the application; until the deadline it can still be changed."""
    application = locked_application(application)
    if application.state == State.SUBMITTED:
        check_role(application, by)
        return
    application = _editable(application, by)
    if open_steps(application):
        raise TransitionError(_("Some answers are still missing. What you wrote is kept."))
    happen(application, Event.SUBMIT, by=by, submitted_at=timezone.now())
    mission_letters.to_company(application, "mission_applied")


def open_steps(application: Application) -> list[Criterion | None]:
    """What is still unanswered: criteria, and None for who would travel."""
    answered = set(application.answers.exclude(text="").values_list("criterion", flat=True))
    unanswered = [each for each in application.mission.criteria.all() if each.pk not in answered]
    return unanswered if application.people else [*unanswered, None]


def check_role(application: Application, by: User) -> None:
    """Raise PermissionDenied unless `by` belongs to the company."""
    if not application.company.memberships.filter(user=by).exists():
        raise PermissionDenied


def check_editable(application: Application) -> None:
    """Raise TransitionError, saying since when, unless the application may still be changed."""
    if application.state not in (State.DRAFT, State.SUBMITTED):
        refuse(application)
    if not application.is_editable:
        mission = application.mission
        if mission.state == MissionState.CANCELLED:
            refuse(mission)
        text = _("The call closed at its deadline: %(deadline)s. What you had saved is kept.")
        raise TransitionError(text % {"deadline": mission.deadline}, decided_at=mission.deadline_at)


def _editable(application: Application, by: User) -> Application:
    application = locked_application(application)
    check_role(application, by)
    check_editable(application)
    return application
