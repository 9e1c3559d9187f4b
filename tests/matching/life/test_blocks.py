"""The pages on blocking and reporting another company."""

import pytest

from matching.models import Block, Report
from matching.models.life import State
from tests.factories import CompanyFactory
from tests.matching import stages

pytestmark = pytest.mark.django_db


def test_block_is_explained_then_done_and_ends_what_is_under_way(client, world):
    match = stages.asked(world)
    address = f"/companies/{match.japanese_company_id}/block/"

    shown = client.get(address).content.decode()
    answers = [client.post(address) for _ in range(2)]

    assert shown.count("What is under way between you ends at once") == 1
    assert [(answer.status_code, answer.url) for answer in answers] == [(302, "/company/blocks/")] * 2
    assert Block.objects.get().blocked == match.japanese_company
    assert stages.fresh(match).state == State.WITHDRAWN


def test_blocked_company_is_listed_and_unblocked(client, world):
    other = stages.suggested(world).japanese_company
    client.post(f"/companies/{other.pk}/block/")

    listed = client.get("/company/blocks/").content.decode()
    client.post(f"/companies/{other.pk}/unblock/")

    assert listed.count(other.legal_name) == 2  # the message, and the list
    assert not Block.objects.exists()


def test_list_of_blocks_takes_the_same_number_of_queries_for_1_and_3(
    client, world, django_assert_max_num_queries
):
    company = stages.suggested(world).french_company

    def block_one():
        Block.objects.create(company=company, blocked=CompanyFactory(published=True, japanese=True))

    block_one()
    with django_assert_max_num_queries(20) as one:
        client.get("/company/blocks/")
    block_one()
    block_one()

    with django_assert_max_num_queries(len(one)):
        client.get("/company/blocks/")


def test_report_goes_to_the_officers_once_and_is_confirmed(client, world):
    match = stages.suggested(world)
    address = f"/companies/{match.japanese_company_id}/report/"

    answers = [client.post(address, {"text": "They write every day."}) for _ in range(2)]

    assert [answer.content.decode().count("<h1>Your report was sent</h1>") for answer in answers] == [1, 1]
    assert Report.objects.get().text == "They write every day."


def test_empty_report_is_not_sent(client, world):
    match = stages.suggested(world)

    answer = client.post(f"/companies/{match.japanese_company_id}/report/", {"text": " "})

    assert (answer.status_code, Report.objects.count()) == (422, 0)


@pytest.mark.parametrize("page", ["block", "report"])
def test_own_country_and_hidden_companies_are_not_found(client, world, page):
    stages.suggested(world)
    companies = (CompanyFactory(published=True), CompanyFactory(japanese=True))

    answers = [client.get(f"/companies/{company.pk}/{page}/") for company in companies]

    assert [answer.status_code for answer in answers] == [404, 404]
