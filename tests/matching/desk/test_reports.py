"""Reports about companies: read and settled by officers of the country that made them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from matching.life import blocking
from tests.factories import CompanyFactory, MembershipFactory

pytestmark = pytest.mark.django_db


def make_report(**changes):
    told = {
        "company": CompanyFactory(published=True),
        "member": None,
        "text": "They never answer.",
        **changes,
    }
    return blocking.report(CompanyFactory(published=True, japanese=True), **told)


def settle(client, report, finding="We called them."):
    return client.post(reverse("matching:settle_report", args=[report.pk]), {"finding": finding})


def listed(client):
    return [report.pk for report in client.get(reverse("matching:reports")).context["page"]]


def test_reports_of_the_own_country_wait_oldest_first(client, world):
    first, second = make_report(), make_report()
    make_report(company=CompanyFactory(published=True, japanese=True))

    assert listed(client) == [first.pk, second.pk]


def test_report_is_settled_with_a_finding(client, world):
    report = make_report()

    assert settle(client, report).status_code == 302

    report.refresh_from_db()
    assert (report.settled_by, report.finding) == (world["french_officer"], "We called them.")
    assert listed(client) == []


def test_finding_is_needed(client, world):
    report = make_report()

    answer = settle(client, report, finding="")

    assert answer.status_code == 422
    assert list(answer.context["page"])[0].form.errors


def test_second_officer_is_told_who_settled_it(client, world):
    report = make_report()
    blocking.settle(report, officer=world["french_lead"], finding="Done.")

    answer = settle(client, report)

    assert answer.status_code == 409
    assert answer.context["refusal"].decided_by == world["french_lead"]


def test_settling_again_oneself_changes_nothing(client, world):
    report = make_report()

    assert [settle(client, report).status_code, settle(client, report, "Else.").status_code] == [302, 302]

    report.refresh_from_db()
    assert report.finding == "We called them."


def test_officer_who_belongs_to_either_company_reads_nothing(client, world):
    report = make_report()
    MembershipFactory(company=report.reported, user=world["french_officer"])

    assert listed(client) == []
    assert settle(client, report).status_code == 404


def test_list_asks_the_same_number_of_queries_for_1_and_3_rows(client, world, django_assert_num_queries):
    make_report()
    client.get(reverse("matching:reports"))
    with CaptureQueriesContext(connection) as one:
        client.get(reverse("matching:reports"))
    make_report()
    make_report()

    with django_assert_num_queries(len(one)):
        assert len(client.get(reverse("matching:reports")).context["page"]) == 3


def test_settled_reports_stay_to_read_newest_first(client, world):
    first, second = make_report(text="First."), make_report(text="Second.")
    foreign = make_report(company=CompanyFactory(published=True, japanese=True))
    for report in (first, second, foreign):
        blocking.settle(report, officer=world["french_lead"], finding="We called them.")
    make_report()

    answer = client.get(reverse("matching:settled_reports"))

    assert list(answer.context["page"].object_list) == [second, first]
    assert answer.text.count("We called them.") == 2


def test_settled_list_asks_the_same_number_of_queries_for_1_and_3_rows(
    client, world, django_assert_num_queries
):
    blocking.settle(make_report(), officer=world["french_lead"], finding="Done.")
    client.get(reverse("matching:settled_reports"))
    with CaptureQueriesContext(connection) as one:
        client.get(reverse("matching:settled_reports"))
    for officer in (world["french_officer"], world["french_lead"]):
        blocking.settle(make_report(), officer=officer, finding="Done.")

    with django_assert_num_queries(len(one)):
        assert len(client.get(reverse("matching:settled_reports")).context["page"]) == 3
