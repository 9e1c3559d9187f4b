"""Places: confirmed in time and with the deposit, else passed on; never more than there are seats."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from common.states import TransitionError
from events.missions import places
from events.missions import sweeping as mission_sweeping
from events.models import Application, ApplicationEvent, Deposit
from mail.models import OutgoingEmail
from tests.events.missions import life
from tests.factories import CompanyFactory, MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db


def member(application):
    return application.company.memberships.get().user


def states(applications):
    return [life.fresh(each).state for each in applications]


def test_acceptance_confirms_at_once_where_no_deposit_is_asked(world):
    _mission, [application] = life.published(world)

    places.accept(application, by=world["french_member"])

    application = life.fresh(application)
    assert (application.state, application.seat) == ("confirmed", 1)


@pytest.mark.parametrize("first", ["accept", "deposit"])
def test_place_is_confirmed_once_accepted_and_paid_for(world, first):
    _mission, [application] = life.published(world, deposit=500)
    steps = [
        lambda: places.accept(application, by=world["french_member"]),
        lambda: places.receive_deposit(application, by=world["french_officer"]),
    ]

    between = []
    for step in steps if first == "accept" else reversed(steps):
        step()
        between += states([application])

    assert between == ["selected", "confirmed"]


def test_place_lapses_at_the_second_and_goes_to_the_first_who_waits(world, at):
    _mission, found = life.published(world, 4)
    places.accept(found[0], by=member(found[0]))
    ends = life.fresh(found[1]).answer_by
    at(ends - timedelta(seconds=1))
    mission_sweeping.sweep()
    before = states(found)
    OutgoingEmail.objects.all().delete()

    at(ends)
    with pytest.raises(TransitionError, match="held until"):
        places.accept(found[1], by=member(found[1]))
    mission_sweeping.sweep()
    mission_sweeping.sweep()

    assert before == ["confirmed", "selected", "waitlisted", "waitlisted"]
    assert states(found) == ["confirmed", "lapsed", "selected", "waitlisted"]
    assert life.fresh(found[2]).answer_by == ends + timedelta(hours=72)
    told = list(OutgoingEmail.objects.order_by("pk").values_list("recipient", flat=True))
    assert told == [member(found[1]).email, member(found[2]).email]


@pytest.mark.parametrize(
    "published_at",
    [datetime(2027, 3, 17, 9, tzinfo=UTC), datetime(2027, 10, 20, 9, tzinfo=UTC)],
    ids=["clocks go forward", "clocks go back"],
)
def test_72_hours_over_a_change_of_clocks_are_the_hours_that_pass(world, at, published_at):
    mission, found = life.agreed(world, 2, seats=1)
    at(published_at)
    from events.missions import selecting  # noqa: PLC0415 -- with the clock set

    selecting.publish(mission, by=world["french_officer"])
    at(published_at + timedelta(days=10))  # two days before the change, so that it lies within the 72 hours
    mission_sweeping.sweep()

    waits_until = life.fresh(found[1]).answer_by
    assert waits_until == published_at + timedelta(days=10, hours=72)
    at(waits_until - timedelta(microseconds=1))
    places.accept(found[1], by=member(found[1]))
    assert states(found) == ["lapsed", "confirmed"]


def test_unpaid_place_lapses_though_it_was_accepted(world, at):
    _mission, [application] = life.published(world, deposit=500)
    places.accept(application, by=world["french_member"])

    at(life.fresh(application).answer_by)
    mission_sweeping.sweep()
    with pytest.raises(TransitionError):
        places.receive_deposit(application, by=world["french_officer"])

    assert states([application]) == ["lapsed"]


def test_company_is_reminded_once_before_its_place_lapses(world, at):
    _mission, [application] = life.published(world)
    OutgoingEmail.objects.all().delete()

    at(life.fresh(application).remind_at)
    mission_sweeping.sweep()
    mission_sweeping.sweep()

    assert OutgoingEmail.objects.count() == 1
    assert application.log.filter(event=ApplicationEvent.REMIND).count() == 1


@pytest.mark.parametrize("confirmed_first", [False, True])
def test_declined_place_goes_to_the_first_who_waits(world, confirmed_first):
    _mission, found = life.published(world, 3, seats=1)
    if confirmed_first:
        places.accept(found[0], by=member(found[0]))

    places.decline(found[0], by=member(found[0]))

    assert states(found) == ["declined", "selected", "not_selected"]


def test_who_waits_may_leave_the_waiting_list(world):
    _mission, found = life.published(world, 4)

    places.decline(found[2], by=member(found[2]))
    places.decline(found[0], by=member(found[0]))

    assert states(found) == ["declined", "selected", "declined", "selected"]


def test_deposit_is_returned_or_kept_only_after_it_was_received(world):
    _mission, [application] = life.published(world, deposit=500)
    places.accept(application, by=world["french_member"])
    places.receive_deposit(application, by=world["french_officer"])

    places.settle_deposit(application, by=world["french_lead"], event=ApplicationEvent.GIVE_BACK)

    assert life.fresh(application).deposit == Deposit.RETURNED
    with pytest.raises(TransitionError, match="settled already"):
        places.settle_deposit(application, by=world["french_lead"], event=ApplicationEvent.KEEP)


def test_deposit_for_a_place_still_held_is_not_returned(world):
    _mission, [application] = life.published(world, deposit=500)
    places.receive_deposit(application, by=world["french_officer"])

    with pytest.raises(TransitionError, match="still held"):
        places.settle_deposit(application, by=world["french_lead"], event=ApplicationEvent.GIVE_BACK)

    assert life.fresh(application).deposit == Deposit.RECEIVED


@pytest.mark.django_db(transaction=True)
def test_seats_are_never_exceeded_by_100_confirmations_at_once(world):
    mission, [first] = life.published(world, seats=20)
    people = [world["french_member"], *(UserFactory(french=True) for _ in range(99))]
    ends = timezone.now() + timedelta(days=10)
    companies = [first.company, *CompanyFactory.create_batch(99, published=True)]
    for company, person in zip(companies[1:], people[1:], strict=True):
        MembershipFactory(company=company, user=person)
        Application.objects.create(mission=mission, company=company, state="selected", answer_by=ends)
    applications = list(Application.objects.order_by("pk"))

    def confirm(number):
        try:
            places.accept(applications[number], by=people[number])
        except TransitionError:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(confirm, range(100)))

    confirmed = Application.objects.filter(state="confirmed")
    assert sorted(confirmed.values_list("seat", flat=True)) == list(range(1, 21))
    assert sum(answers) == 20


@pytest.mark.django_db(transaction=True)
def test_two_sweeps_at_once_pass_a_place_on_once(world):
    _mission, found = life.published(world, 4, seats=1)
    Application.objects.filter(pk=found[0].pk).update(answer_by=timezone.now())

    def sweep(_number):
        try:
            mission_sweeping.sweep()
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(sweep, range(4)))

    assert states(found) == ["lapsed", "selected", "not_selected", "not_selected"]
