"""Reporting an outcome in the browser, and settling a contested one."""

import pytest
from django.urls import reverse

from matching.life import outcomes
from matching.models import Contest, Outcome
from tests.matching import stages
from tests.people import everybody

pytestmark = pytest.mark.django_db
ANSWER = {"meeting": "cooperation", "agreements": ["pilot"], "benefit": "4", "note": "Canary note"}


@pytest.fixture
def world():
    return everybody()


@pytest.fixture
def match(world):
    return stages.introduced_before(14, stages.introduced(world))


def address(match):
    return reverse("matching:report_outcome", args=[match.pk])


def test_member_reports_and_the_other_side_sees_nothing_of_it(client, world, match):
    client.force_login(world["french_member"])
    answer = client.post(address(match), ANSWER)
    client.force_login(world["japanese_member"])
    page = client.get(address(match)).content.decode()

    assert answer.status_code == 302
    assert Outcome.objects.get().agreements == ["pilot"]
    assert "Canary note" not in page


def test_agreement_without_a_meeting_is_refused_and_kept_on_the_page(client, world, match):
    client.force_login(world["french_member"])

    answer = client.post(address(match), ANSWER | {"meeting": "none"})

    assert answer.status_code == 422
    assert answer.context["form"]["note"].value() == "Canary note"
    assert not Outcome.objects.exists()


def test_nobody_reports_before_the_introduction(client, world):
    mutual = stages.mutual(world)
    client.force_login(world["french_member"])

    assert client.post(address(mutual), ANSWER).status_code == 404


def test_officer_settles_what_is_contested(client, officer, world, match):
    for side, kinds in (("french", ["pilot"]), ("japanese", [])):
        outcomes.report(
            match,
            company=match.company_of({"french": "FR", "japanese": "JP"}[side]),
            member=world[f"{side}_member"],
            milestone=14,
            meeting="informative",
            agreements=kinds,
            benefit=3,
        )
    contest = Contest.objects.get()
    listed = client.get(reverse("matching:contests")).context["page"].object_list

    answer = client.post(
        reverse("matching:contest", args=[contest.pk]), {"kinds": ["pilot"], "finding": "Both signed."}
    )

    assert (list(listed), answer.status_code) == ([contest], 302)
    assert [agreement.kind for agreement in match.agreements.all()] == ["pilot"]
    assert list(client.get(reverse("matching:contests")).context["page"].object_list) == []


def test_before_it_is_time_the_page_says_from_when(client, world):
    world["french_member"].language = "en"
    world["french_member"].save()
    match = stages.introduced(world)
    client.force_login(world["french_member"])

    shown, sent = client.get(address(match)), client.post(address(match), ANSWER)
    board = client.get(match.get_absolute_url()).text

    assert (shown.status_code, sent.status_code) == (200, 409)
    assert "form" not in shown.context
    assert shown.text.count("you can tell us from:") == board.count("you can tell us from:") == 1
    assert address(match) not in board
    assert not Outcome.objects.exists()


def test_empty_answer_is_refused(client, world, match):
    client.force_login(world["french_member"])

    assert client.post(address(match), {}).status_code == 422
