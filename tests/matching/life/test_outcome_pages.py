"""Reporting an outcome in the browser, and settling a contested one."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from matching.life import deadlines, outcomes
from matching.models import Contest, Outcome
from tests.factories import MeetingFactory
from tests.matching import stages
from tests.people import everybody

pytestmark = pytest.mark.django_db
ANSWER = {
    "milestone": "14",
    "meeting": "cooperation",
    "agreements": ["pilot"],
    "benefit": "4",
    "note": "Canary note",
}


@pytest.fixture
def world():
    return everybody()


@pytest.fixture
def match(world):
    """Introduced two weeks ago; the French member reads English."""
    world["french_member"].language = "en"
    world["french_member"].save()
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


def test_before_it_is_time_the_page_says_from_when(client, world, match):
    match = stages.introduced_before(0, match)
    client.force_login(world["french_member"])

    shown, sent = client.get(address(match)), client.post(address(match), ANSWER)
    board = client.get(match.get_absolute_url()).text

    assert (shown.status_code, sent.status_code) == (200, 409)
    assert "form" not in shown.context
    assert shown.text.count("you can tell us from:") == board.count("you can tell us from:") == 1
    assert address(match) not in board
    assert not Outcome.objects.exists()


def test_once_both_have_answered_the_page_shows_the_answer_and_when_the_next_question_comes(
    client, world, match
):
    for side in ("japanese", "french"):
        client.force_login(world[f"{side}_member"])
        client.post(address(match), ANSWER)

    page, again = client.get(address(match)), client.post(address(match), ANSWER)
    changed = client.post(address(match), ANSWER | {"benefit": "1"})
    shown = client.get(match.get_absolute_url()).text

    assert "form" not in page.context
    assert "Canary note" in page.text
    assert page.context["after"].next_at == match.introduced_at + timedelta(days=90)
    assert (again.status_code, changed.status_code) == (302, 409)
    assert "Both companies have said what came of the introduction." in shown


def test_answer_sent_twice_answers_one_question(client, world, match):
    match = stages.introduced_before(91, match)
    deadlines.sweep()
    client.force_login(world["french_member"])

    answers = [client.post(address(match), ANSWER) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert [outcome.milestone for outcome in Outcome.objects.reported()] == [14]


@pytest.mark.parametrize(("days", "asks"), [(-4, True), (4, False)])
def test_page_asks_to_meet_only_until_the_time_of_the_meeting(client, world, match, days, asks):
    MeetingFactory(
        french_company=match.french_company,
        japanese_company=match.japanese_company,
        confirmed=True,
        starts_at=timezone.now() + timedelta(days=days),
    )
    client.force_login(world["french_member"])

    page = client.get(match.get_absolute_url()).text

    assert ("The time of your meeting has passed." in page) == asks
    assert "Write to each other and agree on a first meeting." not in page


def test_empty_answer_is_refused(client, world, match):
    client.force_login(world["french_member"])

    assert client.post(address(match), {}).status_code == 422
