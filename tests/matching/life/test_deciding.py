"""The officers' decision, and the introduction that follows from it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from accounts.models import Consent
from common.states import TransitionError
from mail.models import OutgoingEmail
from matching.life import consents, deciding, introducing
from matching.models import Approval
from matching.models.life import State
from startups.models import Company
from tests.factories import MembershipFactory
from tests.matching import stages
from tests.people import everybody

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return everybody()


def refused(call) -> str:
    """What the refusal says."""
    with pytest.raises(TransitionError) as refusal:
        call()
    return str(refusal.value)


def test_each_country_gets_a_half_due_in_five_of_its_working_days(world):
    match = stages.mutual(world)

    halves = {half.country: half for half in match.approvals.all()}

    assert {country: half.assigned_to for country, half in halves.items()} == {
        "FR": world["french_officer"],
        "JP": world["japanese_officer"],
    }
    assert all(half.due_on >= timezone.localdate() + timedelta(days=7) for half in halves.values())


def test_days_are_counted_from_the_day_it_is_in_each_country(world, monkeypatch):
    evening_in_paris = datetime(2027, 3, 8, 19, 0, tzinfo=UTC)  # Monday there, Tuesday in Tokyo
    monkeypatch.setattr(timezone, "now", lambda: evening_in_paris)

    halves = stages.mutual(world).approvals.order_by("country")

    assert [half.due_on for half in halves] == [date(2027, 3, 15), date(2027, 3, 16)]


def test_both_approvals_introduce_the_two_and_one_does_not(world):
    match = stages.mutual(world)

    stages.approve(match, world["french_officer"])
    between = stages.fresh(match).state
    stages.approve(match, world["japanese_officer"])

    assert (between, stages.fresh(match).state) == (State.MUTUAL, State.INTRODUCED)


def test_introduction_is_one_letter_per_person_and_copies_only_for_those_who_asked(world):
    match = stages.mutual(world)
    before = set(OutgoingEmail.objects.values_list("pk", flat=True))
    stages.approve(match, world["french_officer"], wants_copy=True)
    told = OutgoingEmail.objects.exclude(pk__in=before).values_list("user", flat=True)
    assert list(told) == [world["japanese_officer"].pk]  # the other half's officer
    before |= set(OutgoingEmail.objects.values_list("pk", flat=True))

    stages.approve(match, world["japanese_officer"])

    told = OutgoingEmail.objects.exclude(pk__in=before).values_list("user", flat=True)
    people = [world[name].pk for name in ("french_member", "japanese_member", "french_officer")]
    assert sorted(told) == sorted(people)


def test_contact_of_the_other_side_is_known_only_after_the_introduction(world):
    match = stages.mutual(world)
    assert introducing.contact_for(match, match.french_company) is None

    for side in ("french", "japanese"):
        stages.approve(match, world[f"{side}_officer"])

    assert (
        introducing.contact_for(stages.fresh(match), match.french_company) == match.japanese_company.contact
    )


def test_officer_of_one_of_the_companies_may_not_decide(world):
    match = stages.mutual(world)
    MembershipFactory(company=match.french_company, user=world["french_officer"])

    assert "may not decide" in refused(lambda: stages.approve(match, world["french_officer"]))
    assert not Approval.objects.for_officer(world["french_officer"]).exists()


def test_officer_who_changed_country_does_not_decide_twice(world):
    match = stages.mutual(world)
    stages.approve(match, world["french_officer"])
    world["french_officer"].agency = world["japanese_officer"].agency
    world["french_officer"].save()

    assert "a second person" in refused(lambda: stages.approve(match, world["french_officer"]))


def test_approval_needs_the_checks(world):
    half = stages.half(stages.mutual(world), "FR")

    said = refused(lambda: deciding.approve(half, officer=world["french_officer"], checks=["conflict"]))

    assert "must be considered first" in said


def test_withdrawn_consent_stops_the_approval(world):
    match = stages.mutual(world)
    Consent.objects.filter(subject=consents.subject(match, match.japanese_company)).update(
        withdrawn_at=timezone.now()
    )

    assert "has taken back their agreement" in refused(lambda: stages.approve(match, world["french_officer"]))


def test_another_contact_person_must_agree_again(world):
    match = stages.mutual(world)
    contact = match.japanese_company.contact
    contact.family_name = "Someone else"
    contact.save()

    assert "must agree again" in refused(lambda: stages.approve(match, world["french_officer"]))


def test_profile_that_is_being_changed_waits(world):
    match = stages.mutual(world)
    Company.objects.filter(pk=match.french_company_id).update(state=Company.State.DRAFT)

    assert "not published" in refused(lambda: stages.approve(match, world["french_officer"]))
    assert stages.fresh(match).state == State.MUTUAL


def test_refusal_tells_both_companies_and_not_why(world):
    half = stages.half(stages.mutual(world), "JP")
    before = set(OutgoingEmail.objects.values_list("pk", flat=True))

    deciding.refuse(half, officer=world["japanese_officer"], reason="sanctions", explanation="Canary reason")

    letters = OutgoingEmail.objects.exclude(pk__in=before)
    people = [world[name].pk for name in ("french_member", "japanese_member", "french_officer")]
    assert sorted(letters.values_list("user", flat=True)) == sorted(people)
    assert not any("Canary" in letter.body + letter.subject for letter in letters)


def test_hold_is_possible_once_and_for_ten_working_days(world):
    half = stages.half(stages.mutual(world), "FR")
    told = {"officer": world["french_officer"], "reason": "information", "explanation": "?"}
    latest = deciding.latest_hold("FR")

    assert "within ten" in refused(lambda: deciding.hold(half, until=latest + timedelta(days=1), **told))
    assert "within ten" in refused(lambda: deciding.hold(half, until=timezone.localdate(), **told))
    deciding.hold(half, until=latest, **told)

    half.refresh_from_db()
    assert (half.state, half.due_on) == (Approval.State.HELD, latest)
    other = {**told, "officer": world["french_lead"]}
    assert "already" in refused(lambda: deciding.hold(half, until=latest, **other))


@pytest.mark.django_db(transaction=True)
def test_two_halves_at_the_same_instant_introduce_once(world):
    match = stages.mutual(world)

    def decide(side):
        try:
            stages.approve(match, world[f"{side}_officer"])
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(decide, ("french", "japanese")))

    assert stages.fresh(match).state == State.INTRODUCED
    assert match.events.filter(event="introduce").count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_officers_of_one_country_at_the_same_instant_are_one_winner_and_one_told(world):
    match = stages.mutual(world)

    def decide(name):
        try:
            stages.approve(match, world[name])
        except TransitionError as refusal:
            return refusal.decided_by
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        told = list(pool.map(decide, ("french_officer", "french_lead")))

    assert [person for person in told if person] == [stages.half(match, "FR").officer]
