"""Missions and applications at every point of their life, brought there by the activities themselves."""

from datetime import timedelta

from django.utils import timezone

from events.missions import applying, juries, places, preparing, selecting
from events.models import Application, ApplicationState, Mission
from tests.factories import CompanyFactory, MissionFactory, UserFactory


def draft(world: dict, **changes) -> Mission:
    """In preparation with the French officer."""
    return MissionFactory(created_by=world["french_officer"], **changes)


def proposed(world: dict, **changes) -> Mission:
    """With the host country."""
    mission = draft(world, **changes)
    preparing.propose(mission, by=world["french_officer"])
    return fresh(mission)


def opened(world: dict, **changes) -> Mission:
    """Countersigned; the call is open unless `opens_at` lies ahead."""
    mission = proposed(world, **changes)
    preparing.countersign(mission, by=world["japanese_officer"], seen=mission.proposal)
    return fresh(mission)


def application(mission: Mission, member, *, submit: bool = True, own=None, **company) -> Application:
    """The application of a new French company of this member, complete, and sent unless said otherwise."""
    own = own or CompanyFactory(published=True, member=member, **company)
    found = applying.begin(mission, company=own, by=member)
    for criterion in mission.criteria.all():
        applying.answer(found, by=member, criterion=criterion, text="Réponse canari")
    applying.say_who_travels(found, by=member, people=2, languages=["fr", "en"])
    if submit:
        applying.submit(found, by=member)
    return fresh(found)


def close(mission: Mission) -> Mission:
    """The deadline passes."""
    Mission.objects.filter(pk=mission.pk).update(deadline_at=timezone.now())
    preparing.close_call(mission)
    return fresh(mission)


def selecting_with(world: dict, count: int = 1, **changes) -> tuple[Mission, list[Application]]:
    """With the jury; the first application is the French member's."""
    mission = opened(world, **changes)
    members = [world["french_member"], *UserFactory.create_batch(count - 1, french=True)]
    found = [application(mission, member) for member in members]
    missions_jury(close(mission), world)
    return fresh(mission), [fresh(each) for each in found]


def missions_jury(mission: Mission, world: dict) -> None:
    """The sending officer gives the applications to the jury."""
    juries.start(mission, by=world["french_officer"])


def score_all(mission: Mission, points=None) -> None:
    """Every juror scores: so many points for each application, the first gets most unless said otherwise."""
    applications = list(mission.applications.filter(state=ApplicationState.ELIGIBLE).order_by("pk"))
    for place, each in enumerate(applications):
        given = max(5 - place, 0) if points is None else points[place]
        for seat in each.jury.active():
            criteria = {criterion.pk: given for criterion in mission.criteria.all()}
            juries.score(seat, by=seat.juror, points=criteria)


def scored(world: dict, count: int = 1, **changes) -> tuple[Mission, list[Application]]:
    """Every application has all its points."""
    mission, found = selecting_with(world, count, **changes)
    score_all(mission)
    return fresh(mission), [fresh(each) for each in found]


def nominated(world: dict, count: int = 1, **changes) -> tuple[Mission, list[Application]]:
    """The selection of the ranking is proposed."""
    mission, found = scored(world, count, **changes)
    outcomes = selecting.suggested_outcomes(mission)
    selecting.nominate(mission, by=world["french_officer"], outcomes=outcomes)
    return fresh(mission), [fresh(each) for each in found]


def agreed(world: dict, count: int = 1, **changes) -> tuple[Mission, list[Application]]:
    """The host country agrees."""
    mission, found = nominated(world, count, **changes)
    selecting.agree(mission, by=world["japanese_officer"], seen=mission.nomination)
    return fresh(mission), found


def published(world: dict, count: int = 1, **changes) -> tuple[Mission, list[Application]]:
    """Both lists are out."""
    mission, found = agreed(world, count, **changes)
    selecting.publish(mission, by=world["french_officer"])
    return fresh(mission), [fresh(each) for each in found]


def settled(world: dict, **changes) -> tuple[Mission, list[Application]]:
    """The delegation is confirmed."""
    mission, found = published(world, **changes)
    for each in found:
        places.accept(each, by=each.company.memberships.get().user)
    selecting.settle(mission, by=world["french_officer"])
    return fresh(mission), [fresh(each) for each in found]


def in_state(row, state: str, **changes):
    """The row in a state to which a clock or another person led."""
    defaults = {"seat": None} if isinstance(row, Application) else {}
    if state == ApplicationState.SELECTED:
        defaults["answer_by"] = timezone.now() + timedelta(days=10)
    if state == ApplicationState.CONFIRMED:
        defaults["seat"] = 1
    type(row).objects.filter(pk=row.pk).update(state=state, **defaults | changes)
    return fresh(row)


def fresh(row):
    """The row as it is in the database."""
    return type(row).objects.get(pk=row.pk)
