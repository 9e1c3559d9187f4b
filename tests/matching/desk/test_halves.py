"""The list of matches to decide: filters, order, queries, and the table to take away."""

import csv
import io
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from matching.life import deciding
from matching.models import Approval, Match
from startups.models import Company
from tests.factories import MembershipFactory, UserFactory
from tests.matching import stages

pytestmark = pytest.mark.django_db
LIST = "matching:desk_matches"


def listed(client, **filters):
    return [half.pk for half in client.get(reverse(LIST), filters).context["page"]]


def due(half, days: int) -> None:
    Approval.objects.filter(pk=half.pk).update(due_on=timezone.localdate() + timedelta(days=days))


def test_own_undecided_halves_are_listed_overdue_first(client, world):
    halves = [stages.half(stages.mutual(world), "FR") for _ in range(3)]
    for half, days in zip(halves, (3, -2, 1), strict=True):
        due(half, days)
    Approval.objects.filter(country="FR").update(assigned_to=world["french_officer"])

    assert listed(client) == [halves[1].pk, halves[2].pk, halves[0].pk]


def test_filters_choose_by_officer_due_date_field_and_origin(client, world):
    mine, hers = [stages.half(stages.mutual(world), "FR") for _ in range(2)]
    Approval.objects.filter(pk=mine.pk).update(assigned_to=world["french_officer"])
    Approval.objects.filter(pk=hers.pk).update(assigned_to=world["french_lead"])
    due(hers, -1)
    Company.objects.filter(pk=hers.match.japanese_company_id).update(fields=["quantum"])
    Match.objects.filter(pk=hers.match_id).update(made_by=world["french_lead"])

    assert listed(client) == [mine.pk]
    assert listed(client, whose="all") == [hers.pk, mine.pk]
    assert listed(client, whose=world["french_lead"].pk) == [hers.pk]
    assert listed(client, whose=world["japanese_officer"].pk) == [mine.pk]  # nobody to choose: as without
    assert listed(client, whose="nobody") == []
    assert listed(client, whose="all", due="overdue") == [hers.pk]
    assert listed(client, whose="all", due="week") == [hers.pk, *([mine.pk] if is_soon(mine) else [])]
    assert listed(client, whose="all", field="quantum") == [hers.pk]
    assert listed(client, whose="all", made_by_hand="on") == [hers.pk]


def is_soon(half) -> bool:
    return half.due_on < timezone.localdate() + timedelta(days=7)


def test_decided_halves_are_found_by_their_state(client, world, half):
    deciding.refuse(half, officer=world["french_officer"], reason="other", explanation="No.")

    assert listed(client, whose="all") == []
    assert listed(client, whose="all", state="refused") == [half.pk]


def test_halves_of_ended_matches_and_of_own_companies_do_not_wait(client, world, half):
    ended = stages.mutual(world)
    Match.objects.filter(pk=ended.pk).update(state=Match.State.WITHDRAWN)
    assert listed(client, whose="all") == [half.pk]

    MembershipFactory(company=half.match.japanese_company, user=world["french_officer"])

    assert listed(client, whose="all") == []


def test_list_asks_the_same_number_of_queries_for_1_and_3_rows(
    client, world, half, django_assert_num_queries
):
    address = reverse(LIST) + "?whose=all"
    client.get(address)
    with CaptureQueriesContext(connection) as one:
        client.get(address)
    for _ in range(2):
        stages.mutual(world)

    with django_assert_num_queries(len(one)):
        assert len(client.get(address).context["page"]) == 3


def test_export_holds_the_list_and_no_live_formula(client, world, half):
    Company.objects.filter(pk=half.match.japanese_company_id).update(legal_name="＝株式会社")

    answer = client.get(reverse("matching:export_matches"), {"whose": "all"})

    rows = list(csv.reader(io.StringIO(answer.getvalue().decode("utf-8-sig"), newline="")))
    assert len(rows) == 2
    assert rows[1][:4] == [
        half.match.french_company.legal_name,
        "'＝株式会社",
        "to decide",
        half.due_on.isoformat(),
    ]
    assert "canari" not in answer.getvalue().decode().lower()


def test_export_asks_the_same_number_of_queries_for_1_and_3_rows(
    client, world, half, django_assert_num_queries
):
    address = reverse("matching:export_matches") + "?whose=all"
    with CaptureQueriesContext(connection) as one:
        client.get(address).getvalue()
    for _ in range(2):
        stages.mutual(world)

    with django_assert_num_queries(len(one)):
        assert len(client.get(address).getvalue().decode().splitlines()) == 4


def test_officers_of_other_agencies_of_the_country_are_choices(client, world):
    other = UserFactory(french_officer=True, given_name="Léa", family_name="Martin")

    choices = client.get(reverse(LIST)).context["filter"].form.fields["whose"].choices

    assert (str(other.pk), "Léa Martin") in list(choices)
