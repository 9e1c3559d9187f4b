"""A meeting agreed on in two browsers without JavaScript, a wide and a narrow one."""

import pytest

from events.models import Meeting
from tests.factories import CompanyFactory, MeetingFactory, UserFactory, morning

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def people(client):
    """A French and a Japanese member with a proposal between their companies."""
    french, japanese = UserFactory(french=True), UserFactory(japanese=True)
    MeetingFactory(
        french_company=CompanyFactory(published=True, member=french),
        japanese_company=CompanyFactory(published=True, member=japanese, japanese=True),
    )
    return french, japanese


def signed_in(visitor, client, user, **how):
    client.force_login(user)
    person = visitor(user.language, **how)
    person.take_session_of(client)
    return person


def test_times_are_moved_looked_through_and_confirmed_without_javascript(people, visitor, client):
    french, japanese = people
    meeting = Meeting.objects.get()
    asked = signed_in(visitor, client, japanese, screen="phone", java_script_enabled=False)
    asked.open(f"{meeting.get_absolute_url()}times/")

    asked.send()
    first = asked.page.locator(".slots .both-zones").first.inner_text()
    assert "16:00" in first or "15:00" in first
    asked.send()
    moved = Meeting.objects.get()
    assert (moved.proposed_by_side, moved.slots.count()) == ("JP", 3)

    answering = signed_in(visitor, client, french, java_script_enabled=False)
    answering.open(meeting.get_absolute_url())
    answering.send("main li form")

    assert Meeting.objects.get().state == Meeting.State.CONFIRMED
    assert asked.complaints + answering.complaints == []


@pytest.mark.parametrize("number", [0, 1], ids=["fr", "ja"])
def test_preview_and_errors_are_without_fault(people, visitor, client, number):
    person = signed_in(visitor, client, people[number])
    person.open(f"{Meeting.objects.get().get_absolute_url()}times/")

    person.fill({"day_2": f"{morning(30):%Y-%m-%d}", "time_2": "03:00"})
    person.send()
    faults = person.faults_in_every_light()
    person.page.locator('button[value="change"]').click()
    person.fill({"time_2": ""})
    person.send()
    person.complaints.clear()  # Chromium's own line on the status
    faults += person.faults_in_every_light()

    assert faults == []
