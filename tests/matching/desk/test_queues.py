"""The overview: every queue with its figures, overdue ones first."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from matching.desk import queues
from matching.life import blocking
from matching.models import Approval, Match
from tests.factories import (
    AbsenceFactory,
    CompanyFactory,
    FailedEmailFactory,
    LabelClaimFactory,
    MatchFactory,
)
from tests.matching import stages

pytestmark = pytest.mark.django_db


def figures(officer) -> dict[str, queues.Figures]:
    """The figures of each queue by its title."""
    return {str(row.queue.title): row.figures for row in queues.rows(officer)}


def make_overdue(half) -> None:
    Approval.objects.filter(pk=half.pk).update(due_on=timezone.localdate() - timedelta(days=2))


def test_officers_start_at_the_desk(client, world):
    assert client.get(reverse("matching:dashboard")).url == reverse("matching:desk")
    assert client.get(reverse("matching:desk")).status_code == 200


def test_halves_are_counted_with_their_next_due_date(world, half):
    found = figures(world["french_officer"])

    assert found["Matches to decide: mine"] == queues.Figures(1, 0, half.due_on)
    assert found["Matches to decide: all of my country"] == queues.Figures(1, 0, half.due_on)
    assert figures(world["french_lead"])["Matches to decide: mine"].count == 0


def test_overdue_queues_come_first(world, half):
    CompanyFactory(submitted=True)
    make_overdue(half)

    rows = queues.rows(world["french_officer"])

    assert [row.figures.overdue for row in rows][:3] == [1, 1, 0]
    assert [row.figures.count for row in rows][-1] == 0


def test_profiles_labels_and_reports_of_the_own_country_are_counted(world):
    late = timezone.now() - timedelta(days=20)
    CompanyFactory(submitted=True, submitted_at=late)
    CompanyFactory(submitted=True, japanese=True)
    LabelClaimFactory()
    match = stages.suggested(world)
    told = {"company": match.french_company, "member": world["french_member"], "text": "Rude."}
    blocking.report(match.japanese_company, **told)

    found = figures(world["french_officer"])

    assert (found["Profiles to verify"].count, found["Profiles to verify"].overdue) == (
        2,
        1,
    )  # with the claim's
    assert found["Labels to confirm"] == queues.Figures(1, since=timezone.localdate())
    assert found["Reports about companies"] == queues.Figures(1, since=timezone.localdate())
    assert figures(world["japanese_officer"])["Reports about companies"].count == 0


def test_mails_that_did_not_arrive_wait_for_the_leads_of_the_country(world):
    FailedEmailFactory(user=world["french_officer"])
    FailedEmailFactory(user=world["japanese_officer"])
    FailedEmailFactory(user=world["french_officer"], cleared_at=timezone.now())

    assert figures(world["french_lead"])["Failed mails"].count == 1
    assert "Failed mails" not in figures(world["french_officer"])


def test_introductions_without_a_meeting_are_a_queue_after_ten_days(client, world):
    old, fresh = stages.introduced(world), stages.introduced(world)
    Match.objects.filter(pk=old.pk).update(introduced_at=timezone.now() - timedelta(days=11))

    page = client.get(reverse("matching:unmet")).context["page"]

    assert [half.match for half in page] == [old]
    assert figures(world["french_officer"])["Introduced, but no meeting"].count == 1
    assert fresh.state == Match.State.INTRODUCED


@pytest.mark.parametrize("is_on", [True, False])
def test_screening_is_a_queue_only_where_it_is_switched_on(world, settings, is_on):
    settings.MATCHING_SCREEN_SUGGESTIONS = is_on
    MatchFactory(state=Match.State.PROPOSED)

    assert ("Suggestions to screen" in figures(world["french_officer"])) == is_on


def test_deputy_sees_the_halves_of_who_is_away(client, world, half):
    AbsenceFactory(officer=world["french_officer"], deputy=world["french_lead"])
    client.force_login(world["french_lead"])

    found = figures(world["french_lead"])
    listed = client.get(reverse("matching:desk_matches")).context["page"]

    assert found["Matches to decide: of officers for whom I stand in"].count == 1
    assert [row.pk for row in listed] == [half.pk]


def test_overview_asks_the_same_number_of_queries_for_1_and_3_rows(
    client, world, half, django_assert_num_queries
):
    client.get(reverse("matching:desk"))
    with CaptureQueriesContext(connection) as one:
        client.get(reverse("matching:desk"))
    for _ in range(2):
        stages.mutual(world)
        CompanyFactory(submitted=True)

    with django_assert_num_queries(len(one)):
        client.get(reverse("matching:desk"))
