"""The page of one match, as each side may read it at every point of its life."""

import pytest

from matching.life import answering, blocking, consents, deciding
from matching.models import Match
from matching.models.life import State
from startups import members
from startups.models import Company
from tests.factories import CompanyFactory, MeetingFactory, MembershipFactory, UserFactory
from tests.matching import stages
from tests.people import everybody

pytestmark = pytest.mark.django_db
REASON = {"concept": "lidar", "share": 0.6, "french_words": ["lidar"], "japanese_words": ["ライダー"]}
REASONS = {"shared": [REASON], "french_gives": [REASON], "japanese_gives": [REASON]}


@pytest.fixture
def world():
    return everybody()


@pytest.fixture
def read(client, world):
    """What a person of the world reads on the page of a match, in English."""

    def page_of(match, role="french_member") -> str:
        person = world[role]
        person.language = "en"
        person.save()
        client.force_login(person)
        answer = client.get(match.get_absolute_url())
        return answer.content.decode() if answer.status_code == 200 else str(answer.status_code)

    return page_of


def test_match_shows_its_reasons_from_the_readers_side(client, world):
    match = stages.suggested(world, score=0.41, explanation=REASONS)
    client.force_login(world["french_member"])

    shown = client.get(match.get_absolute_url()).context["suggestion"]

    assert (shown.own, shown.other, shown.similarity) == (match.french_company, match.japanese_company, 41)
    assert [reason.own_words for reason in shown.reasons] == [["lidar"]]


def test_suggestion_offers_three_answers(read, world):
    match = stages.suggested(world)

    text = read(match)

    assert text.count(f"/matches/{match.pk}/interest/") == 1
    assert text.count(f"/matches/{match.pk}/not-now/") == 1
    assert text.count(f'href="/companies/{match.japanese_company_id}/"') == 1


STEPS = {
    "new": (stages.suggested, "french_member", "If you are interested,"),
    "asked": (stages.asked, "french_member", "They can answer until:"),
    "asking": (stages.asked, "japanese_member", "would like to meet you. Please answer by:"),
    "officers": (stages.mutual, "french_member", "check the match, normally within five working days"),
    "introduced": (stages.introduced, "japanese_member", "You have been introduced."),
}


@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS)
def test_page_says_what_happens_next(read, world, step):
    make, role, words = step

    assert read(make(world), role).count(words) == 1


def test_introduced_match_with_an_agreed_meeting_asks_for_none(read, world):
    match = stages.introduced(world)
    before = read(match)
    MeetingFactory(
        french_company=match.french_company, japanese_company=match.japanese_company, confirmed=True
    )

    after = read(match)

    assert "agree on a first meeting" in before
    assert "agree on a first meeting" not in after
    assert "You have been introduced, and a meeting is agreed." in after


def withdrawn(match, company, member):
    answering.withdraw(match, company=company, member=member)


def blocked(match, company, member):
    blocking.block(match.other_side(company), company=company, member=member)


def left(match, company, member):
    Company.objects.filter(pk=company.pk).update(state=Company.State.WITHDRAWN)
    answering.end_without(Company.objects.get(pk=company.pk))


def lines(client, match) -> list[str]:
    """The timeline and the next step that a page shows, without moments."""
    context = client.get(match.get_absolute_url()).context
    return [context["standing"].label, *(line.text for line in context["lines"][-1:])]


def test_withdrawal_block_and_leaving_look_alike_to_the_other_side(client, world):
    client.force_login(world["french_member"])
    seen = []
    for end in (withdrawn, blocked, left):
        match = stages.mutual(world)
        end(match, match.japanese_company, world["japanese_member"])
        client.cookies.clear()
        client.force_login(match.french_company.memberships.get().user)
        Company.objects.of(world["french_member"]).exclude(pk=match.french_company_id).delete()
        seen.append(lines(client, match))
        world = everybody()

    assert seen[0] == seen[1] == seen[2]


@pytest.mark.parametrize(
    ("end", "words"), [(withdrawn, "You took this match back."), (blocked, "You blocked this company.")]
)
def test_own_end_is_named(read, world, end, words):
    match = stages.mutual(world)
    end(match, match.french_company, world["french_member"])

    assert read(match).count(words) == 1


def test_asker_reads_not_now_without_the_reason(read, world):
    match = stages.asked(world)
    own = {"company": match.japanese_company, "member": world["japanese_member"]}
    answering.decline(match, **own, reason="competitor")

    asker, decliner = read(match), read(match, "japanese_member")

    assert (asker.count("said “not now”"), asker.count("ompetitor")) == (1, 0)
    assert decliner.count("You said “not now”.") == 1


def test_suggestion_that_the_other_side_declined_tells_nothing(read, world):
    match = stages.suggested(world)
    own = {"company": match.japanese_company, "member": world["japanese_member"]}
    answering.decline(match, **own, reason="timing")

    text = read(match)

    assert (text.count("not now"), text.count("ended before an introduction")) == (
        0,
        2,
    )  # badge, and next step
    assert text.count("/not-now/") == 0


def test_halves_show_agency_and_day_and_never_who(read, world):
    officer = world["french_officer"]
    officer.family_name = "Canarifamille-officer"
    officer.save()
    match = stages.mutual(world)
    stages.approve(match, officer)

    text = read(match)

    assert text.count("France approved.") == 1
    assert text.count(str(officer.agency)) == 1
    assert text.count('<span class="badge waiting">to decide</span>') == 1
    assert [secret for secret in (officer.family_name, officer.email) if secret in text] == []


def test_refusal_names_no_country_and_no_reason(read, world):
    match = stages.mutual(world)
    half = stages.half(match, "JP")
    deciding.refuse(half, officer=world["japanese_officer"], reason="sanctions", explanation="Canari reason")

    text = read(match)

    assert text.count("The officers decided not to introduce you.") == 2
    assert [word for word in ("Canari reason", "anctions", "side-name") if word in text] == []


def test_times_stand_in_both_zones(read, world):
    text = read(stages.asked(world))

    assert text.count(" Paris · ") == text.count(" Tokyo</time>") > 1


def test_contact_of_the_other_side_appears_with_the_introduction(read, world):
    match = stages.mutual(world)
    contact = match.japanese_company.contact
    before = read(match)
    for side in ("french", "japanese"):
        stages.approve(match, world[f"{side}_officer"])

    after = read(match)

    details = (contact.family_name, contact.given_name, contact.email)
    assert [detail in before for detail in details] == [False, False, False]
    assert [detail in after for detail in details] == [True, True, True]


def test_new_contact_person_is_not_shown_before_they_agree(read, world):
    match = stages.introduced(world)
    contact = match.japanese_company.contact
    contact.family_name = "Canarifamille-nouveau"
    contact.save()

    text = read(match)

    assert ("Canarifamille-nouveau" in text, "has not agreed to be named yet" in text) == (False, True)


def test_note_of_the_other_side_is_shown_in_its_language(read, world):
    match = stages.suggested(world)
    note = "ぜひ実証実験をご一緒したいです。"
    stages.say_yes(match, world["japanese_member"], match.japanese_company, note=note)

    assert read(match).count(f'lang="ja"><p>{note}</p>') == 1


def test_match_made_by_hand_carries_the_note_and_the_agency(read, world):
    officer = world["japanese_officer"]
    match = stages.suggested(world, made_by=officer, note="Both wrote to us about vineyards.")

    text = read(match)

    assert text.count("Both wrote to us about vineyards.") == 1
    assert text.count(str(officer.agency)) == 1
    assert text.count("An officer suggested it.") == 1


def test_introduced_contact_is_named_in_letters_the_reader_knows(read, world):
    match = stages.introduced(world)
    contact = match.japanese_company.contact
    contact.family_name_kana, contact.given_name_kana = "ヤマダ", "ハナコ"
    contact.save()

    text = read(match)

    assert (text.count("Yamada, ヤマダ"), text.count("Hanako, ハナコ")) == (1, 1)


def test_page_says_that_the_match_waits_for_the_own_new_contact_person(read, world):
    match = stages.mutual(world)
    before = read(match)
    company = match.french_company
    leaver = MembershipFactory(company=company).user
    consents.withdraw_all(match)
    consents.give(match, company, person=leaver, language="fr", officers_in_copy=False)
    members.leave(company, person=leaver)

    text = read(match)

    assert before.count("waits for your contact person") == 0
    assert text.count("waits for your contact person") == 1
    assert text.count("who had agreed to be named has left the company") == 1


@pytest.mark.parametrize("role", ["stranger", "french_officer", "japanese_officer", "reader", "admin"])
@pytest.mark.parametrize("make", [stages.suggested, stages.mutual, stages.introduced])
def test_match_is_nobody_elses_business(read, world, role, make, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    CompanyFactory(published=True, member=world["stranger"])

    assert read(make(world), role) == ("404" if role == "stranger" else "403")


@pytest.mark.parametrize("state", State)
def test_every_state_has_a_page_or_none(read, world, state):
    match = stages.introduced(world)
    Match.objects.filter(pk=match.pk).update(state=state)
    unseen = state in (State.PROPOSED, State.SUPERSEDED)

    assert (read(match) == "404") == unseen


def test_member_of_an_unpublished_company_reads_what_is_under_way(read, world):
    match = stages.asked(world)
    Company.objects.filter(pk=match.french_company_id).update(state=Company.State.DRAFT)

    assert read(match).count("They can answer until:") == 1


def test_colleague_is_told_that_the_contact_person_agrees_themselves(read, world):
    match = stages.suggested(world)
    match.french_company.memberships.create(user=UserFactory())

    assert read(match).count("The contact person has not agreed yet, and only they can.") == 1


FOREIGN = {
    "on the other list only": {"shown_to_french": False},
    "superseded": {"state": State.SUPERSEDED},
    "declined and never on the own list": {"shown_to_french": False, "state": State.DECLINED},
}


@pytest.mark.parametrize("changes", FOREIGN.values(), ids=FOREIGN)
def test_match_that_is_not_on_the_own_list_is_not_found(read, world, changes):
    assert read(stages.suggested(world, **changes)) == "404"
