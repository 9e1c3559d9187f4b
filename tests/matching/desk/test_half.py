"""One half: what the officer reads, may see, and decides."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import Consent
from mail.models import OutgoingEmail
from matching.desk.half import visible_contact
from matching.life import consents, deciding, outcomes
from matching.models import Approval, Match
from matching.models.life import State
from tests.factories import MeetingFactory, UserFactory
from tests.matching import stages

pytestmark = pytest.mark.django_db
REASON = {"reason": "information", "explanation": "We ask the agency."}


def send(client, half, what: str, **typed):
    """Post one of the page's forms."""
    return client.post(reverse(f"matching:{what}", args=[half.pk]), typed)


def page(client, half) -> str:
    return client.get(half.get_absolute_url()).content.decode()


def test_page_shows_both_companies_notes_halves_and_timeline(client, world):
    match = stages.asked(world)
    stages.say_yes(match, world["japanese_member"], match.japanese_company, note="ぜひお会いしたいです。")
    half = stages.half(match, "FR")

    text = page(client, half)

    for words in (
        match.french_company.legal_name,
        match.japanese_company.legal_name,
        "ぜひお会いしたいです。",
    ):
        assert words in text
    assert '<div class="as-written" lang="ja"><p>ぜひお会いしたいです。</p></div>' in text
    assert '<span class="badge" lang="ja">日本語</span>' in text
    assert "interest of the other side" in text


def test_home_officer_sees_the_whole_contact_and_host_officer_who_it_is(client, world, half):
    match = half.match
    own, other = match.french_company.contact, match.japanese_company.contact

    text = page(client, half)

    assert own.email in text
    assert other.family_name in text
    assert other.email not in text


def test_host_officer_reads_which_name_is_the_family_name_and_how_it_is_read(client, half):
    contact = half.match.japanese_company.contact
    contact.family_name_kana, contact.given_name_kana = "ヤマダ", "ハナコ"
    contact.save()

    text = page(client, half)

    assert (text.count("Yamada, ヤマダ"), text.count("Hanako, ハナコ")) == (1, 1)
    assert text.count("<dt>Family name</dt>") == 2


def test_page_says_that_a_contact_person_has_left_and_approval_waits(client, world, half):
    half.match.japanese_company.memberships.all().delete()

    text = page(client, half)
    answer = send(client, half, "approve", checks=stages.CHECKS)

    assert text.count("who had agreed to be named has left the company") == 1
    assert half.match.japanese_company.contact.family_name not in text
    assert answer.status_code == 409


def test_contact_of_the_other_country_is_hidden_without_consent(client, world, half):
    match = half.match
    Consent.objects.filter(subject=consents.subject(match, match.japanese_company)).update(
        withdrawn_at=timezone.now()
    )

    assert match.japanese_company.contact.family_name not in page(client, half)
    assert visible_contact(match, match.japanese_company, world["japanese_officer"]) is not None
    assert visible_contact(match, match.japanese_company, world["french_officer"]) is None


def test_approval_of_both_countries_introduces(client, world, half):
    answer = send(client, half, "approve", checks=["sanctions", "conflict", "interpreter"], wants_copy="on")
    client.force_login(world["japanese_officer"])
    send(client, half.other, "approve", checks=["sanctions", "conflict"])

    half.refresh_from_db()
    assert answer.status_code == 302
    assert (half.checks, half.wants_copy) == (["sanctions", "conflict", "interpreter"], True)
    assert stages.fresh(half.match).state == State.INTRODUCED


def test_what_one_country_considered_is_read_by_the_other(client, world, half):
    send(client, half, "approve", checks=["sanctions", "conflict", "interpreter"])
    world["japanese_officer"].language = "en"
    world["japanese_officer"].save()
    client.force_login(world["japanese_officer"])

    text = page(client, half.other)

    assert text.count("<li>An interpreter is needed</li>") == 1


def test_approval_without_the_needed_checks_decides_nothing(client, half):
    answer = send(client, half, "approve", checks=["sanctions", "ip"])

    assert answer.status_code == 422
    assert list(answer.context["approval_form"].errors) == ["checks"]
    half.refresh_from_db()
    assert half.state == Approval.State.PENDING


@pytest.mark.parametrize("lacking", ["reason", "explanation"])
def test_refusal_needs_a_reason_and_keeps_what_was_typed(client, half, lacking):
    answer = send(client, half, "refuse", **{**REASON, lacking: ""})

    assert answer.status_code == 422
    assert list(answer.context["refusal_form"].errors) == [lacking]
    assert stages.fresh(half.match).state == State.MUTUAL


def test_refusal_ends_the_match(client, half):
    assert send(client, half, "refuse", **REASON).status_code == 302
    assert stages.fresh(half.match).state == State.REFUSED


def test_hold_until_a_day_within_ten_working_days(client, half):
    latest = deciding.latest_hold("FR")

    too_long = send(client, half, "hold", until=latest + timedelta(days=1), **REASON)
    held = send(client, half, "hold", until=latest, **REASON)

    assert (too_long.status_code, list(too_long.context["hold_form"].errors)) == (422, ["until"])
    assert held.status_code == 302
    half.refresh_from_db()
    assert (half.state, half.held_until) == (Approval.State.HELD, latest)
    assert "on hold once already" in page(client, half)


def test_second_officer_is_told_who_decided_and_when(client, world, half):
    stages.approve(half.match, world["french_lead"])

    answer = send(client, half, "refuse", **REASON)

    assert answer.status_code == 409
    assert answer.context["refusal"].decided_by == world["french_lead"]
    assert "(Business France)" in answer.content.decode()


def test_own_decision_sent_twice_is_no_conflict(client, half):
    sent = [send(client, half, "approve", checks=stages.CHECKS).status_code for _ in range(2)]

    assert sent == [302, 302]


def test_ended_match_shows_no_forms(client, half):
    Match.objects.filter(pk=half.match_id).update(state=State.WITHDRAWN)

    text = page(client, half)

    assert "nothing left for your country to decide" in text
    assert "/approve/" not in text


def test_officer_takes_a_half_and_lead_gives_it_to_another(client, world, half):
    other = UserFactory(french_officer=True)
    Approval.objects.filter(pk=half.pk).update(assigned_to=None)

    send(client, half, "take")
    half.refresh_from_db()
    assert half.assigned_to == world["french_officer"]
    client.force_login(world["french_lead"])
    send(client, half, "assign", officer=other.pk)

    half.refresh_from_db()
    assert half.assigned_to == other
    [letter] = OutgoingEmail.objects.filter(kind="match_assigned")
    assert (letter.user, half.match.french_company.legal_name in letter.body) == (other, True)


def test_half_is_given_to_no_officer_of_the_other_country(client, world, half):
    client.force_login(world["french_lead"])

    assert send(client, half, "assign", officer=world["japanese_officer"].pk).status_code == 422


def test_page_asks_the_same_number_of_queries_for_more_events(client, world, half, django_assert_num_queries):
    client.get(half.get_absolute_url())
    with CaptureQueriesContext(connection) as few:
        client.get(half.get_absolute_url())
    for _ in range(3):
        half.match.events.create(
            event="escalate", state_before="mutual", state_after="mutual", actor=world["french_lead"]
        )

    with django_assert_num_queries(len(few)):
        client.get(half.get_absolute_url())


def test_officer_follows_meetings_and_answers_after_the_introduction(client, world, half):
    for country in ("french", "japanese"):
        stages.approve(half.match, world[f"{country}_officer"])
    match = stages.introduced_before(14, half.match)
    pair = {"french_company": match.french_company, "japanese_company": match.japanese_company}
    meeting = MeetingFactory(**pair, past=True, state="held", video_link="https://canary.example.com")
    answer = {"meeting": "informative", "agreements": ["nda"], "benefit": 4, "is_final": False, "note": ""}
    own = {"company": match.french_company, "member": world["french_member"]}
    outcomes.report(match, milestone=14, **own, **answer)

    text = page(client, half)

    assert text.count(meeting.get_absolute_url()) == 1
    assert (text.count("zones-clock"), "canary" in text) == (2, False)
    assert text.count("It took place and was informative") == 1


def test_no_meetings_are_spoken_of_before_the_introduction(client, half):
    assert "meetings-heading" not in page(client, half)
