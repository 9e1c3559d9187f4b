"""Places in the delegation: accepted, paid for, confirmed; declined, lapsed and passed on."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from common.states import TransitionError
from events.missions import letters as mission_letters
from events.missions.applying import check_role
from events.missions.happening import (
    check_may,
    happen,
    keep,
    locked_application,
    locked_mission,
    refuse,
    require,
)
from events.missions.selecting import clock, withdraw_nomination
from events.models import Application, Deposit, Mission
from events.models.application_life import ApplicationEvent as Event
from events.models.application_life import ApplicationState as State
from events.models.mission_life import MissionState

TO_ANSWER = timedelta(hours=72)  # for who moves up from the waiting list
REMIND_BEFORE = timedelta(hours=24)


@transaction.atomic
def accept(application: Application, *, by: User) -> None:
    """Take the place; it is confirmed as soon as the deposit, if there is one, was received."""
    application = locked_application(application)
    check_role(application, by)
    if application.accepted_at and application.state in (State.SELECTED, State.CONFIRMED):
        return
    require(application, Event.ACCEPT, by, True)
    _check_time(application)
    happen(application, Event.ACCEPT, by=by, accepted_at=timezone.now())
    _confirm_if_complete(application)


@transaction.atomic
def receive_deposit(application: Application, *, by: User) -> None:
    """Record that the deposit has arrived in time."""
    application = locked_application(application)
    if application.deposit == Deposit.RECEIVED and is_recorded(application, Event.RECEIVE, by):
        return
    require(application, Event.RECEIVE, by, application.awaits_deposit)
    _check_time(application)
    happen(application, Event.RECEIVE, by=by, deposit=Deposit.RECEIVED)
    _confirm_if_complete(application)


@transaction.atomic
def settle_deposit(application: Application, *, by: User, event: str) -> None:
    """Record that a deposit was returned, or kept because of a late withdrawal."""
    application = locked_application(application)
    new = Deposit.RETURNED if event == Event.GIVE_BACK else Deposit.KEPT
    if application.deposit == new and is_recorded(application, event, by):
        return
    check_may(application, event, by)
    if application.deposit != Deposit.RECEIVED:
        refuse(application, _("No deposit was received, or it has been settled already."))
    if application.state == State.SELECTED and application.mission.state != MissionState.CANCELLED:
        refuse(application, _("The place is still held for the company."))
    happen(application, event, by=by, deposit=new)


@transaction.atomic
def decline(application: Application, *, by: User) -> None:
    """Withdraw; a place that was held goes to the first of the waiting list."""
    application = locked_application(application)
    if application.state == State.DECLINED:
        check_role(application, by)
        return
    if application.mission.state == MissionState.CANCELLED:
        check_role(application, by)
        refuse(application.mission)
    had_place = application.state in (State.SELECTED, State.CONFIRMED)
    happen(application, Event.DECLINE, by=by, seat=None)
    withdraw_nomination(application.mission)
    mission_letters.to_sending(application.mission, "mission_withdrawn", applicant=application.company)
    if had_place:
        fill(application.mission)


@transaction.atomic
def lapse(application: Application) -> None:
    """Take a place back that was not confirmed in time, and pass it on."""
    application = locked_application(application)
    is_due = application.state == State.SELECTED and application.answer_by <= timezone.now()
    if not is_due or application.mission.state != MissionState.SELECTING:
        return
    happen(application, Event.LAPSE)
    mission_letters.to_company(application, "mission_lapsed")
    fill(application.mission)


@transaction.atomic
def remind(application: Application) -> None:
    """Remind a company that its place is held for a short time only, once."""
    application = locked_application(application)
    is_due = application.remind_at is not None and application.remind_at <= timezone.now()
    if application.state != State.SELECTED or not is_due:
        return
    happen(application, Event.REMIND, remind_at=None)
    mission_letters.to_company(application, "mission_reminder")


def fill(mission: Mission) -> None:
    """Give free seats of a held mission to the waiting list, in its order, for 72 hours each."""
    if mission.state != MissionState.SELECTING or mission.published_at is None:
        return
    free = mission.seats - mission.applications.holding_a_seat().count()
    for application in mission.applications.waiting().select_related("company")[: max(free, 0)]:
        application.mission = mission
        happen(application, Event.PROMOTE, **clock(timezone.now(), TO_ANSWER, REMIND_BEFORE))
        mission_letters.to_company(application, "mission_promoted")


def fill_free_seats(mission: Mission) -> None:
    """The same for a mission that nobody holds yet."""
    with transaction.atomic():
        fill(locked_mission(mission.pk))


def is_recorded(application: Application, event: str, by: User) -> bool:
    """Whether this very officer recorded it."""
    return application.log.filter(event=event, actor=by).exists()


def _confirm_if_complete(application: Application) -> None:
    if application.accepted_at is None or application.awaits_deposit:
        return
    taken = set(application.mission.applications.exclude(seat=None).values_list("seat", flat=True))
    free = [seat for seat in range(1, application.mission.seats + 1) if seat not in taken]
    if not free:
        raise TransitionError(_("Every seat of the mission is taken."))
    happen(application, Event.CONFIRM, seat=free[0])
    keep(application, remind_at=None)
    mission_letters.to_company(application, "mission_confirmed")


def _check_time(application: Application) -> None:
    if application.mission.state == MissionState.CANCELLED:
        refuse(application.mission)
    if application.state == State.SELECTED and application.answer_by <= timezone.now():
        text = _("The place was held until %(time)s.")
        raise TransitionError(text % {"time": application.answer_until}, decided_at=application.answer_by)
