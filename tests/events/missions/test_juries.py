"""The jury: two of each country, no conflict of interest, blind until one's own points are in."""

import pytest
from django.core.exceptions import PermissionDenied

from common.states import TransitionError
from events.missions import juries
from events.models import ApplicationState, JurySeat, MissionState
from tests.events.missions import life
from tests.factories import AbsenceFactory, MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db


def points(mission, value=4):
    return {criterion.pk: value for criterion in mission.criteria.all()}


def jurors(application):
    return {(seat.country, seat.juror) for seat in application.jury.active()}


def test_every_application_gets_two_jurors_of_each_country(world):
    _mission, [application] = life.selecting_with(world)

    assert jurors(application) == {
        ("FR", world["french_officer"]),
        ("FR", world["french_lead"]),
        ("JP", world["japanese_officer"]),
        ("JP", world["japanese_lead"]),
    }


def test_work_is_shared_evenly(world):
    UserFactory.create_batch(2, french_officer=True)
    life.selecting_with(world, 4)

    counts = [officer.jury_seats.count() for officer in world["french_officer"].agency.people.all()]

    assert counts == [2, 2, 2, 2]


def test_member_of_any_applicant_company_is_no_juror(world):
    third = UserFactory(french_officer=True)
    mission = life.opened(world)
    found = [life.application(mission, world["french_member"]), life.application(mission, world["stranger"])]
    MembershipFactory(company=found[1].company, user=world["french_lead"])

    juries.start(life.close(mission), by=world["french_officer"])

    for each in found:
        assert {juror for country, juror in jurors(each) if country == "FR"} == {
            world["french_officer"],
            third,
        }


def test_jury_is_refused_where_a_country_has_too_few_without_conflict(world):
    mission = life.opened(world)
    found = life.application(mission, world["french_member"])
    MembershipFactory(company=found.company, user=world["french_lead"])
    mission = life.close(mission)

    with pytest.raises(TransitionError, match="France has too few officers"):
        juries.start(mission, by=world["french_officer"])

    assert (life.fresh(mission).state, JurySeat.objects.count()) == (MissionState.CLOSED, 0)


def test_officer_on_leave_is_asked_last(world):
    third = UserFactory(french_officer=True)
    AbsenceFactory(officer=world["french_officer"], deputy=world["french_lead"])

    _mission, [application] = life.selecting_with(world)

    assert {juror for country, juror in jurors(application) if country == "FR"} == {
        world["french_lead"],
        third,
    }


def test_scores_of_others_are_seen_only_once_ones_own_are_in(world):
    mission, [application] = life.selecting_with(world)
    seat = application.jury.get(juror=world["japanese_officer"])
    assert not juries.sees_scores(application, world["japanese_officer"])
    assert juries.is_blind(mission, world["japanese_officer"])

    juries.score(seat, by=world["japanese_officer"], points=points(mission))

    assert juries.sees_scores(application, world["japanese_officer"])
    assert not juries.is_blind(mission, world["japanese_officer"])
    assert juries.is_blind(mission, world["french_officer"])
    assert not juries.sees_scores(application, world["french_member"])


def test_application_is_scored_once_the_last_points_are_in(world):
    mission, [application] = life.selecting_with(world)
    states = []
    for seat in application.jury.all():
        juries.score(seat, by=seat.juror, points=points(mission))
        states.append(life.fresh(application).state)

    assert states == ["eligible", "eligible", "eligible", "scored"]


def test_points_are_given_once_by_their_juror(world):
    mission, [application] = life.selecting_with(world)
    seat = application.jury.get(juror=world["french_officer"])
    juries.score(seat, by=world["french_officer"], points=points(mission, 4))

    juries.score(seat, by=world["french_officer"], points=points(mission, 1))
    with pytest.raises(PermissionDenied):
        juries.score(
            application.jury.get(juror=world["french_lead"]),
            by=world["french_officer"],
            points=points(mission),
        )

    assert set(seat.scores.values_list("points", flat=True)) == {4}


def test_who_steps_back_is_followed_by_another_of_the_same_country(world):
    third = UserFactory(japanese_officer=True)
    _mission, [application] = life.selecting_with(world)
    seat = application.jury.active().filter(country="JP").first()

    juries.step_back(seat, by=seat.juror)

    assert {juror for country, juror in jurors(application) if country == "JP"} == (
        {world["japanese_officer"], world["japanese_lead"], third} - {seat.juror}
    )
    with pytest.raises(PermissionDenied):
        juries.score(seat, by=seat.juror, points={})


def test_ranking_is_by_mean_with_the_spread(world):
    mission, found = life.scored(world, 3)

    results = juries.results(mission)

    assert list(results) == [each.pk for each in found]
    assert [round(each.mean) for each in results.values()] == [100, 80, 60]
    assert [each.state for each in found] == [ApplicationState.SCORED] * 3
