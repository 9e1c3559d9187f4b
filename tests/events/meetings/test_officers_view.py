"""A meeting as officers of both countries see it: whether and when, not where, and nothing to press."""

import pytest
from django.test import Client
from django.utils import translation

from events.meetings import arranging, attendance
from events.meetings.pages import pages_for
from events.models import Meeting
from tests.factories import MeetingFactory, MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["french_officer", "japanese_officer"])
def officer(request, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    return UserFactory(**{request.param: True, "language": "en"})


def read(officer, meeting) -> str:
    client = Client()
    client.force_login(officer)
    return client.get(meeting.get_absolute_url()).content.decode()


def next_step(officer, meeting) -> str:
    with translation.override("en"):
        return pages_for(officer, [Meeting.objects.get(pk=meeting.pk)])[0].next_step


def test_officer_reads_times_and_steps_but_not_where(pair, officer):
    meeting = pair.agree(video_link="https://v.example.com/canary", place="Room Canary")

    text = read(officer, meeting)

    assert "Meeting: Alpage SAS – Mihon (株式会社見本)" in text
    assert (text.count("zones-clock") > 0, text.count("Time confirmed")) == (True, 1)
    assert ("anary" in text, "<form method" in text.partition("<main")[2]) == (False, False)


def test_officer_reads_why_it_was_cancelled_but_not_what_was_written(pair, officer):
    meeting = pair.agree()
    arranging.cancel(meeting, by=pair.french, reason="illness", explanation="Canary is ill.")

    text = read(officer, meeting)

    assert ("Illness or an emergency" in text, "Canary" in text) == (True, False)


def test_next_step_names_the_company_that_everybody_waits_for(pair, officer):
    proposal = pair.propose()
    said = [next_step(officer, proposal)]
    arranging.confirm(proposal, by=pair.japanese, slot=proposal.slots.first().pk)
    said.append(next_step(officer, proposal))
    past = MeetingFactory(
        french_company=pair.french_company, japanese_company=pair.japanese_company, past=True
    )
    attendance.report(past, by=pair.french, answer="attended")
    said.append(next_step(officer, past))

    assert said == [
        "Waiting for Mihon (株式会社見本) to choose a time.",
        "We ask both sides to reconfirm 48 hours before.",
        "Waiting for Mihon (株式会社見本) to say how it went.",
    ]
    assert "Report of Alpage SAS: We met" in read(officer, past)


def test_officer_reads_nothing_of_the_own_company(pair, officer):
    meeting = pair.propose()
    MembershipFactory(company=pair.french_company, user=officer)

    assert not Meeting.objects.visible_to(officer).filter(pk=meeting.pk).exists()
