"""Meeting after an introduction: proposing, and being asked to."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from events.models import Meeting
from mail.models import OutgoingEmail
from matching.life import blocking, deadlines, meeting
from matching.models import Match
from tests.factories import MeetingFactory
from tests.matching import stages
from tests.people import everybody

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return everybody()


def introduced(world, days: int) -> Match:
    match = stages.introduced(world)
    Match.objects.filter(pk=match.pk).update(introduced_at=timezone.now() - timedelta(days=days))
    return stages.fresh(match)


def pair(match) -> dict:
    return {"french_company": match.french_company, "japanese_company": match.japanese_company}


def test_introduced_company_proposes_times(client, world):
    match = introduced(world, 0)
    client.force_login(world["french_member"])
    address = reverse("matching:propose_meeting", args=[match.pk])
    form = client.get(address).context["form"]
    filled = {name: form[name].value() for name in form.fields if form[name].value() is not None}

    answer = client.post(address, filled | {"video_link": "https://video.example.com/room", "step": "send"})

    assert answer.status_code == 302
    assert list(meeting.meetings_of(match)) == [Meeting.objects.get()]


@pytest.mark.parametrize(
    ("blocker", "says"), [("french", "You have blocked"), ("japanese", "takes no proposals here")]
)
def test_nobody_proposes_times_once_one_has_blocked_the_other(client, world, blocker, says):
    match = introduced(world, 0)
    sides = {"french": match.french_company, "japanese": match.japanese_company}
    own = sides[blocker]
    blocking.block(match.other_side(own), company=own, member=world[f"{blocker}_member"])
    world["french_member"].language = "en"
    world["french_member"].save()
    client.force_login(world["french_member"])
    address = reverse("matching:propose_meeting", args=[match.pk])

    answers = [client.get(address), client.post(address, {"step": "send"})]

    assert [(answer.status_code, says in answer.text) for answer in answers] == [(409, True)] * 2


@pytest.mark.parametrize(
    ("trait", "offered"), [({}, 0), ({"confirmed": True}, 1), ({"state": "cancelled"}, 1)]
)
def test_page_offers_to_propose_unless_a_proposal_waits(client, world, trait, offered):
    match = introduced(world, 0)
    MeetingFactory(**pair(match), **trait)
    client.force_login(world["french_member"])

    page = client.get(match.get_absolute_url()).text

    assert page.count(reverse("matching:propose_meeting", args=[match.pk])) == offered


def test_both_sides_are_asked_to_meet_once_after_ten_days(world):
    match = introduced(world, 10)
    before = OutgoingEmail.objects.count()

    deadlines.sweep()
    deadlines.sweep()

    assert OutgoingEmail.objects.count() == before + 2
    assert list(meeting.without_meeting()) == [match]


@pytest.mark.parametrize(("days", "meeting_state"), [(9, None), (10, "proposed"), (10, "held")])
def test_nobody_is_asked_who_has_time_or_has_agreed(world, days, meeting_state):
    match = introduced(world, days)
    if meeting_state:
        MeetingFactory(**pair(match), state=meeting_state, starts_at=timezone.now())

    assert list(meeting.to_nudge()) == []


def test_cancelled_meeting_is_none(world):
    match = introduced(world, 10)
    MeetingFactory(**pair(match), state="cancelled")

    assert list(meeting.to_nudge()) == [match]
