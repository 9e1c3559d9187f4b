"""Companies that missed meetings repeatedly: officers of both countries see which and when."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from events.models import Meeting
from matching.desk import queues
from tests.factories import CompanyFactory, MeetingFactory, MembershipFactory

pytestmark = pytest.mark.django_db
ADDRESS = reverse("matching:missed_meetings")


def absent_company(*days_ago: int, **traits):
    """A company that missed a meeting so many days ago, each with another company."""
    company = CompanyFactory(published=True, **traits)
    side = "japanese" if company.country == "JP" else "french"
    for days in days_ago:
        MeetingFactory(
            **{f"{side}_company": company},
            past=True,
            state=Meeting.State.NO_SHOW,
            absent_side=company.country,
            starts_at=timezone.now() - timedelta(days=days),
        )
    return company


def listed(client) -> list:
    return list(client.get(ADDRESS).context["page"].object_list)


def test_companies_of_both_countries_are_listed_with_what_they_missed(client, world):
    japanese, french = absent_company(4, 9, japanese=True), absent_company(3, 5, 200)
    absent_company(2)

    rows = listed(client)

    assert [row.company for row in rows] == [french, japanese]
    days = [[(timezone.now() - page.meeting.starts_at).days for page in row.meetings] for row in rows]
    assert days == [[3, 5], [4, 9]]
    found = {str(row.queue.title): row.figures for row in queues.rows(world["japanese_officer"])}
    assert found["Companies that missed meetings"].count == 2


def test_own_company_is_left_out(client, world):
    company = absent_company(3, 5)
    MembershipFactory(company=company, user=world["french_officer"])

    assert listed(client) == []


def test_list_asks_the_same_number_of_queries_for_1_and_3_rows(client, world, django_assert_num_queries):
    absent_company(1, 2)
    client.get(ADDRESS)
    with CaptureQueriesContext(connection) as one:
        client.get(ADDRESS)
    absent_company(1, 2, 3)
    absent_company(1, 2, japanese=True)

    with django_assert_num_queries(len(one)):
        assert len(listed(client)) == 3
