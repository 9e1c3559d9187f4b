"""The lead's page: who has how much, how long it takes, and giving it to somebody else."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from mail.models import OutgoingEmail
from matching.desk.load import loads, nobodys
from matching.life import assigning
from matching.models import Approval
from tests.factories import AbsenceFactory, MembershipFactory, UserFactory
from tests.matching import stages

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead(client, world):
    client.force_login(world["french_lead"])
    return world["french_lead"]


def give_to(officer, *halves) -> None:
    Approval.objects.filter(pk__in=[half.pk for half in halves]).update(assigned_to=officer)


def load_of(lead, officer):
    return next(load for load in loads(lead) if load.officer == officer)


def test_load_counts_open_overdue_median_and_leave(world, lead):
    officer = world["french_officer"]
    halves = [stages.half(stages.mutual(world), "FR") for _ in range(4)]
    give_to(officer, *halves)
    Approval.objects.filter(pk=halves[0].pk).update(due_on=timezone.localdate() - timedelta(days=1))
    for half, days in ((halves[2], 2), (halves[3], 5)):
        stages.approve(half.match, officer)
        asked = timezone.now() - timedelta(days=days)
        Approval.objects.filter(pk=half.pk).update(created_at=asked)
    absence = AbsenceFactory(officer=officer, deputy=lead)

    load = load_of(lead, officer)

    assert (load.open, load.overdue, load.decided) == (2, 1, 2)
    assert load.median_days == pytest.approx(3.5, abs=0.01)
    assert load.on_leave_until == absence.ends_on
    assert load_of(lead, lead).median_days is None


def test_decisions_of_long_ago_do_not_count(world, lead):
    match = stages.mutual(world)
    stages.approve(match, world["french_officer"])
    match.approvals.update(decided_at=timezone.now() - timedelta(days=91))

    assert load_of(lead, world["french_officer"]).decided == 0


def test_page_lists_the_officers_of_the_own_country(client, world, lead):
    rows = client.get(reverse("matching:load")).context["rows"]

    assert {row.officer for row in rows} == {world["french_officer"], lead}


def test_page_asks_the_same_number_of_queries_for_2_and_4_officers(
    client, world, lead, django_assert_num_queries
):
    client.get(reverse("matching:load"))
    with CaptureQueriesContext(connection) as two:
        client.get(reverse("matching:load"))
    UserFactory.create_batch(2, french_officer=True)
    stages.mutual(world)

    with django_assert_num_queries(len(two)):
        client.get(reverse("matching:load"))


def test_lead_hands_over_what_the_other_may_decide(client, world, lead):
    officer, taker = world["french_officer"], UserFactory(french_officer=True)
    halves = [stages.half(stages.mutual(world), "FR") for _ in range(3)]
    give_to(officer, *halves)
    MembershipFactory(company=halves[0].match.french_company, user=taker)
    stages.approve(halves[1].match, officer)

    answer = client.post(reverse("matching:hand_over", args=[officer.pk]), {"officer": taker.pk}, follow=True)

    assigned = [Approval.objects.get(pk=half.pk).assigned_to for half in halves]
    assert assigned == [officer, officer, taker]
    [letter] = OutgoingEmail.objects.filter(user=taker, kind="match_assigned")
    assert letter.body.count(halves[2].match.french_company.legal_name) == 1
    assert len(answer.context["messages"]) == 2


def test_hand_over_to_somebody_of_the_other_country_changes_nothing(client, world, lead, half):
    give_to(world["french_officer"], half)

    client.post(
        reverse("matching:hand_over", args=[world["french_officer"].pk]),
        {"officer": world["japanese_officer"].pk},
    )

    assert Approval.objects.get(pk=half.pk).assigned_to == world["french_officer"]


def test_halves_of_nobody_are_counted(client, world, lead, half):
    give_to(None, half)

    assert nobodys(lead) == 1
    assert client.get(reverse("matching:load")).context["nobodys"] == 1


def test_halves_of_who_has_left_are_nobodys_and_the_leads_get_their_letters(client, world, lead, half):
    User.objects.filter(pk=world["french_officer"].pk).update(is_active=False)
    before = set(OutgoingEmail.objects.values_list("pk", flat=True))

    stages.approve(half.match, world["japanese_officer"])
    listed = client.get(reverse("matching:desk_matches"), {"whose": "nobody"}).context["page"].object_list

    assert (nobodys(lead), listed) == (1, [half])
    assert OutgoingEmail.objects.exclude(pk__in=before).get().user == lead


def test_new_halves_go_to_nobody_on_leave(world):
    officer, lead = world["french_officer"], world["french_lead"]
    AbsenceFactory(officer=officer, deputy=lead)

    assert stages.half(stages.mutual(world), "FR").assigned_to == lead


def test_half_is_nobodys_when_all_are_on_leave(world):
    match = stages.suggested(world)
    AbsenceFactory(officer=world["french_officer"], deputy=UserFactory(french_officer=True, is_active=False))
    AbsenceFactory(officer=world["french_lead"], deputy=world["french_officer"])

    assert assigning.least_loaded("FR", match) is None
