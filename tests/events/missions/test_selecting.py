"""Selection in both countries' sight, both lists at one instant."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from common.states import TransitionError
from events.missions import places, selecting
from events.models import ApplicationState, Mission
from mail.models import OutgoingEmail
from tests.events.missions import life
from tests.factories import MembershipFactory

pytestmark = pytest.mark.django_db


def states(applications):
    return [life.fresh(each).state for each in applications]


def test_ranking_suggests_seats_then_as_many_on_the_waiting_list(world):
    mission, found = life.scored(world, 5)

    assert list(selecting.suggested_outcomes(mission).values()) == [
        "selected",
        "selected",
        "waitlisted",
        "waitlisted",
        "not_selected",
    ]


def test_nothing_is_known_before_both_lists_are_out_and_then_everything(world):
    mission, found = life.agreed(world, 5)
    assert states(found) == ["scored"] * 5
    OutgoingEmail.objects.all().delete()

    selecting.publish(mission, by=world["french_officer"])

    mission = life.fresh(mission)
    assert states(found) == ["selected", "selected", "waitlisted", "waitlisted", "not_selected"]
    assert {life.fresh(each).answer_by for each in found[:2]} == {mission.published_at + timedelta(days=10)}
    assert [life.fresh(each).waiting_position for each in found[2:4]] == [1, 2]
    assert OutgoingEmail.objects.count() == 5


def test_lists_are_not_published_without_the_agreement_of_the_host(world):
    mission, found = life.nominated(world)

    with pytest.raises(TransitionError):
        selecting.publish(mission, by=world["french_officer"])
    with pytest.raises(IntegrityError, match="published_lists_were_agreed"), transaction.atomic():
        Mission.objects.filter(pk=mission.pk).update(published_at=mission.nominated_at)

    assert states(found) == ["scored"]


def test_host_agrees_only_to_what_it_has_read(world):
    mission, _found = life.nominated(world, 2)
    seen = mission.nomination
    selecting.nominate(mission, by=world["french_officer"], outcomes=selecting.suggested_outcomes(mission))

    with pytest.raises(TransitionError, match="changed since"):
        selecting.agree(mission, by=world["japanese_officer"], seen=seen)


def test_more_companies_than_seats_are_not_selected(world):
    mission, found = life.scored(world, 3)

    with pytest.raises(TransitionError, match="3 companies, but there are 2 seats"):
        selecting.nominate(
            mission, by=world["french_officer"], outcomes={each.pk: "selected" for each in found}
        )


def test_officer_with_a_tie_to_an_applicant_takes_no_part(world):
    mission, found = life.nominated(world)
    MembershipFactory(company=found[0].company, user=world["japanese_lead"])

    with pytest.raises(PermissionDenied):
        selecting.agree(mission, by=world["japanese_lead"], seen=mission.nomination)


def test_withdrawal_after_the_agreement_is_looked_at_again(world):
    mission, found = life.agreed(world, 3)

    places.decline(found[0], by=world["french_member"])

    assert life.fresh(mission).agreed_at is None
    with pytest.raises(TransitionError):
        selecting.publish(mission, by=world["french_officer"])


def test_delegation_is_confirmed_once_everybody_has_answered(world):
    mission, found = life.published(world, 3)
    with pytest.raises(TransitionError, match="not answered"):
        selecting.settle(mission, by=world["french_officer"])
    for each in found[:2]:
        places.accept(each, by=each.company.memberships.get().user)

    selecting.settle(mission, by=world["french_officer"])

    assert states(found) == ["confirmed", "confirmed", "not_selected"]


@pytest.mark.parametrize(
    "now",
    [datetime(2027, 3, 24, 9, tzinfo=UTC), datetime(2027, 10, 27, 9, tzinfo=UTC)],
    ids=["clocks go forward", "clocks go back"],
)
def test_ten_days_are_the_hours_that_pass_whatever_the_clocks_do(world, at, now):
    mission, found = life.agreed(world)
    at(now)

    selecting.publish(mission, by=world["french_officer"])

    assert life.fresh(found[0]).answer_by - now == timedelta(hours=240)
    assert found[0].state == ApplicationState.SCORED
