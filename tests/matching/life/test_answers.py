"""What members answer: interest with consent, not now, and taking back."""

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Consent
from mail.models import OutgoingEmail
from matching.models import Interest, Match, MatchEvent
from matching.models.life import State
from tests.factories import MatchFactory, MembershipFactory, UserFactory
from tests.matching import stages
from tests.people import everybody

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    people = everybody()
    people["french_member"].language = "en"
    people["french_member"].save()
    return people


@pytest.fixture
def member(client, world):
    """The French member, signed in, who reads English."""
    client.force_login(world["french_member"])
    return world["french_member"]


def address(match, page):
    return reverse(f"matching:{page}", args=[match.pk])


def post(client, match, page, **data):
    return client.post(address(match, page), data)


def colleague(match, **names):
    """Another member of the French company."""
    person = UserFactory(**names)
    MembershipFactory(company=match.french_company, user=person)
    return person


def test_form_names_the_contact_person_and_asks_for_their_consent(client, world, member):
    match = stages.suggested(world)
    contact = match.french_company.contact

    page = client.get(address(match, "interest")).content.decode()

    assert [detail in page for detail in (contact.family_name, contact.email)] == [True, True]
    assert page.count("I agree that, once an officer of France and an officer of Japan") == 1
    assert page.count(match.japanese_company.legal_name) > 0


def test_interest_keeps_consent_and_note_and_tells_the_other_side(client, world, member):
    match = stages.suggested(world)

    answer = post(client, match, "interest", agrees="on", note="We grow vines.")

    assert (answer.status_code, answer.url) == (302, match.get_absolute_url())
    assert stages.fresh(match).state == State.INTEREST
    assert Interest.objects.get().note == "We grow vines."
    consent = Consent.objects.get()
    assert (consent.person, consent.language, consent.purpose) == (member, "en", "introduction")
    assert (consent.recipient, consent.country) == (match.japanese_company.legal_name, "JP")
    assert OutgoingEmail.objects.filter(user=world["japanese_member"]).count() == 1


def test_officers_in_copy_is_a_consent_of_its_own(client, world, member):
    post(client, stages.suggested(world), "interest", agrees="on", officers_in_copy="on")

    assert set(Consent.objects.values_list("purpose", flat=True)) == {"introduction", "officers_in_copy"}


def test_interest_without_consent_is_not_sent_and_keeps_what_was_typed(client, world, member):
    match = stages.suggested(world)

    answer = post(client, match, "interest", note="We grow vines.")

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["agrees"])
    assert answer.content.decode().count("We grow vines.") == 1
    assert stages.fresh(match).state == State.SUGGESTED


def test_the_same_form_sent_twice_is_one_interest_with_the_same_answer(client, world, member):
    match = stages.suggested(world)

    answers = [post(client, match, "interest", agrees="on", note="We grow vines.") for _ in range(2)]

    assert [(answer.status_code, answer.url) for answer in answers] == [(302, match.get_absolute_url())] * 2
    assert (Interest.objects.count(), Consent.objects.count(), MatchEvent.objects.count()) == (1, 1, 1)
    assert OutgoingEmail.objects.filter(user=world["japanese_member"]).count() == 1


NOTES = {
    "e-mail": "Write to jean@example.com",
    "telephone": "Ring +33 1 99 00 12 34",
    "own contact": "Ask for CONTACT",
    "colleague": "Hanako Yamada will answer",
    "too long": "x" * 601,
}


@pytest.mark.parametrize("note", NOTES.values(), ids=NOTES)
def test_note_with_contact_data_or_names_is_refused_and_kept_in_the_form(client, world, member, note):
    match = stages.suggested(world)
    contact = match.french_company.contact
    member.family_name, member.given_name = contact.family_name, contact.given_name
    member.save()
    colleague(match, family_name="Yamada", given_name="Hanako")
    note = note.replace("CONTACT", contact.family_name)

    answer = post(client, match, "interest", agrees="on", note=note)

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["note"])
    assert note in answer.content.decode()
    assert stages.fresh(match).state == State.SUGGESTED


def test_line_end_counts_as_one_character(client, world, member):
    match = stages.suggested(world)

    post(client, match, "interest", agrees="on", note="x\r\n" * 299 + "xy")

    assert len(Interest.objects.get().note) == 600


def test_company_named_after_its_founder_may_be_named(client, world, member):
    match = stages.suggested(world)
    company = match.french_company
    company.legal_name = f"{company.contact.family_name} SAS"
    company.save()

    answer = post(client, match, "interest", agrees="on", note=f"{company.legal_name} grows vines.")

    assert answer.status_code == 302


def test_colleague_is_told_what_to_do_and_sends_it_after_the_contact_agreed(client, world, member):
    match = stages.suggested(world)
    contact = match.french_company.contact
    contact.email = member.email
    contact.save()
    other = colleague(match)

    client.force_login(other)
    refused = post(client, match, "interest", agrees="on", note="We grow vines.")
    cheated = post(client, match, "agree", agrees="on")
    client.force_login(member)
    agreed = post(client, match, "agree", agrees="on")
    client.force_login(other)
    sent = post(client, match, "interest", note="We grow vines.")

    assert refused.content.decode().count("Please ask them to sign in") == 1
    assert refused.content.decode().count("We grow vines.") == 1
    answers = (refused, cheated, agreed, sent)
    assert [answer.status_code for answer in answers] == [422, 409, 302, 302]
    assert Consent.objects.get().person == member
    assert stages.fresh(match).state == State.INTEREST


def test_agreeing_needs_the_tick(client, world, member):
    match = stages.suggested(world)

    answer = post(client, match, "agree")

    assert (answer.status_code, Consent.objects.count()) == (422, 0)


def test_full_quota_is_explained_and_nothing_typed_is_lost(client, world, member, settings):
    settings.MATCHING_OPEN_INTERESTS = 1
    first = stages.suggested(world)
    post(client, first, "interest", agrees="on")
    second = MatchFactory(french_company=first.french_company)

    answer = post(client, second, "interest", agrees="on", note="We grow vines.")

    page = answer.content.decode()
    assert answer.status_code == 409
    assert page.count("waits for 1 answers already, the most at a time.") == 1
    assert page.count("We grow vines.") == 1
    assert Consent.objects.filter(subject__startswith=f"match:{second.pk}:").count() == 0


def test_second_yes_sends_both_to_the_officers(client, world, member):
    match = stages.suggested(world)
    stages.say_yes(match, world["japanese_member"], match.japanese_company, note="Nice vines.")

    form = client.get(address(match, "interest")).content.decode()
    post(client, match, "interest", agrees="on")

    assert form.count("Nice vines.") == 1
    assert stages.fresh(match).state == State.MUTUAL
    assert match.approvals.count() == 2


def test_interest_in_what_is_over_is_a_conflict(client, world, member):
    match = stages.asked(world)
    post(client, match, "withdraw")

    assert post(client, match, "interest", agrees="on").status_code == 409


def test_form_leads_back_where_there_is_nothing_to_answer(client, world, member):
    match = stages.asked(world)

    answer = client.get(address(match, "interest"))

    assert (answer.status_code, answer.url) == (302, match.get_absolute_url())


def test_decline_with_a_reason_is_kept_with_who_and_when(client, world, member):
    match = stages.suggested(world)
    before = timezone.now()

    answer = post(client, match, "decline", reason="competitor")

    assert (answer.status_code, answer.url) == (302, "/matches/")
    match.refresh_from_db()
    assert (match.state, match.decided_by, match.decline_reason) == ("declined", member, "competitor")
    assert before <= match.decided_at <= timezone.now()


@pytest.mark.parametrize("data", [{}, {"reason": ""}, {"reason": "because"}])
def test_decline_without_a_reason_decides_nothing(client, world, member, data):
    match = stages.suggested(world)

    answer = post(client, match, "decline", **data)

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["reason"])
    assert stages.fresh(match).state == State.SUGGESTED


def test_decline_again_by_the_same_member_changes_nothing(client, world, member):
    match = stages.suggested(world)
    post(client, match, "decline", reason="competitor")
    before = Match.objects.values().get()

    answer = post(client, match, "decline", reason="timing")

    assert (answer.status_code, answer.url) == (302, "/matches/")
    assert Match.objects.values().get() == before


@pytest.mark.parametrize("side", ["french", "japanese"])
def test_decline_after_somebody_else_is_a_conflict_that_names_nobody(client, world, member, side):
    match = stages.suggested(world)
    first = UserFactory(family_name="Canarifamille")
    MembershipFactory(user=first, company=getattr(match, f"{side}_company"))
    match.move_to(State.DECLINED, decided_by=first, decided_at=timezone.now(), decline_reason="timing")

    answer = post(client, match, "decline", reason="competitor")

    page = answer.content.decode()
    assert answer.status_code == 409
    assert (first.email in page, "Decided on" in page) == (False, True)
    assert Match.objects.get().decline_reason == "timing"


def test_asker_takes_back_after_a_look_at_what_it_means(client, world, member):
    match = stages.asked(world)

    shown = client.get(address(match, "withdraw"))
    answer = post(client, match, "withdraw")

    assert (shown.status_code, answer.status_code) == (200, 302)
    assert stages.fresh(match).state == State.WITHDRAWN
    assert Consent.objects.valid().count() == 0


def test_nothing_to_take_back_leads_to_the_match(client, world, member):
    match = stages.suggested(world)

    answer = client.get(address(match, "withdraw"))

    assert (answer.status_code, answer.url) == (302, match.get_absolute_url())


def test_taking_back_after_the_introduction_is_a_conflict(client, world, member):
    assert post(client, stages.introduced(world), "withdraw").status_code == 409
