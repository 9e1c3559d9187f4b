"""When points are due: a day for all, a reminder before it, the leads told after it, another juror."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from common.states import TransitionError
from events.missions import juries, jury_deadlines, preparing
from events.missions import sweeping as mission_sweeping
from events.models import JurySeat
from mail.models import OutgoingEmail
from tests import second_factor
from tests.events.missions import life
from tests.factories import CompanyFactory, MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db


def due(days: int) -> date:
    """The day so many days from today, set for every juror."""
    day = timezone.localdate() + timedelta(days=days)
    JurySeat.objects.update(due_on=day)
    return day


def written(kind: str) -> list[str]:
    """The addresses to which such letters were queued, in their order."""
    letters = OutgoingEmail.objects.filter(kind=kind).order_by("pk")
    return [letter.recipient for letter in letters]


@pytest.fixture
def sign_in(client):
    """Signs an officer in: sign_in(person)."""

    def signed_in(person):
        second_factor.set_up(person)
        client.force_login(person)
        return client

    return signed_in


def test_points_are_due_after_ten_working_days_of_both_countries(at):
    # 3 to 5 May: holidays in Japan; 1 and 8 May: holidays in France.
    at(timezone.now().replace(year=2028, month=4, day=24, hour=9))

    assert jury_deadlines.usual_due_on() == date(2028, 5, 11)


def test_juror_is_told_by_when_and_reminded_once_three_days_before(world):
    life.selecting_with(world, 2)
    day = due(4)
    mission_sweeping.sweep()
    assert written("mission_jury_reminder") == []

    day = due(3)
    JurySeat.objects.filter(juror=world["japanese_lead"]).update(stepped_back_at=timezone.now())
    for _ in range(2):
        mission_sweeping.sweep()

    assert sorted(written("mission_jury_reminder")) == sorted(
        world[name].email for name in ("french_officer", "french_lead", "japanese_officer")
    )
    letter = OutgoingEmail.objects.filter(kind="mission_jury_reminder", user=world["french_officer"]).get()
    assert f"le {day.day} " not in letter.subject
    assert str(day.year) in letter.body


def test_leads_are_told_once_who_of_their_country_is_late(world):
    mission, [application] = life.selecting_with(world)
    seat = application.jury.get(juror=world["french_lead"])
    juries.score(seat, by=seat.juror, points={each.pk: 4 for each in mission.criteria.all()})
    due(0)
    mission_sweeping.sweep()
    assert written("mission_jury_late") == []

    due(-1)
    for _ in range(2):
        mission_sweeping.sweep()

    assert sorted(written("mission_jury_late")) == sorted(
        world[name].email for name in ("french_lead", "japanese_lead")
    )
    body = OutgoingEmail.objects.get(kind="mission_jury_late", user=world["french_lead"]).body
    assert f"{world['french_officer'].full_name}: 1" in body
    assert world["japanese_officer"].full_name not in body


def test_lead_gives_what_is_late_to_another_officer_of_the_country(world):
    third = UserFactory(japanese_officer=True)
    _mission, [application] = life.selecting_with(world)
    seat = application.jury.active().filter(country="JP").exclude(juror=world["japanese_lead"]).first()
    lead = world["japanese_lead"]
    with pytest.raises(TransitionError, match="not due yet"):
        juries.hand_over(seat, by=lead)
    due(-1)
    for stranger in (world["french_lead"], world["japanese_officer"], world["french_member"]):
        with pytest.raises(PermissionDenied):
            juries.hand_over(seat, by=stranger)

    for _ in range(2):
        juries.hand_over(seat, by=lead)

    jurors = {each.juror for each in application.jury.active().filter(country="JP")}
    assert len(jurors) == 2
    assert seat.juror not in jurors
    new = application.jury.active().order_by("pk").last()
    assert new.juror in {third, lead, world["japanese_officer"]}
    assert new.due_on == jury_deadlines.usual_due_on(jury_deadlines.TO_FOLLOW)


def test_who_has_left_is_followed_before_the_day(world):
    UserFactory(french_officer=True)
    _mission, [application] = life.selecting_with(world)
    seat = application.jury.active().filter(country="FR").exclude(juror=world["french_lead"]).first()
    seat.juror.is_active = False
    seat.juror.save()

    juries.hand_over(seat, by=world["french_lead"])

    assert not application.jury.active().filter(juror=seat.juror).exists()


def test_nobody_owes_points_for_a_mission_that_was_called_off(world):
    mission, _applications = life.selecting_with(world)
    due(-1)

    preparing.cancel(mission, by=world["french_officer"], reason="budget")
    mission_sweeping.sweep()

    assert not JurySeat.objects.to_score().exists()
    assert written("mission_jury_late") == []
    assert sorted(written("mission_cancelled_officer")) == sorted(
        world[name].email for name in ("french_officer", "french_lead", "japanese_officer", "japanese_lead")
    )


def test_sending_officer_chooses_the_day_on_the_page_of_the_mission(world, sign_in):
    mission = life.opened(world)
    life.application(mission, world["french_member"])
    mission = life.close(mission)
    client = sign_in(world["french_officer"])
    path = f"/missions/{mission.pk}/do/start/"
    today, later = timezone.localdate(), timezone.localdate() + timedelta(days=20)

    assert client.post(path, {"due_on": today.isoformat()}).status_code == 422
    client.post(path, {"due_on": later.isoformat()})

    assert set(JurySeat.objects.values_list("due_on", flat=True)) == {later}


def test_lead_finds_who_is_late_on_the_page_of_the_jury_and_nothing_of_a_tie(world, sign_in):
    UserFactory(french_officer=True)
    _mission, applications = life.selecting_with(world, 2)
    due(-1)
    tied = applications[1].company
    client = sign_in(world["french_lead"])
    MembershipFactory(company=tied, user=world["french_lead"])
    CompanyFactory()

    page = client.get("/jury/").text

    late = JurySeat.objects.stalled().filter(country="FR").exclude(juror=world["french_lead"])
    shown = {seat.pk for seat in late if f"/jury/{seat.pk}/hand-over/" in page}
    assert shown == {seat.pk for seat in late if seat.application == applications[0]}
