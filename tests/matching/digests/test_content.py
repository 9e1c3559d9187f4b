"""What a digest tells: the best first, what waits, nothing twice, nobody's contact data."""

from copy import deepcopy
from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone, translation

from events.missions import applying
from events.models import Mission
from mail.subscription import Kind
from matching.digests.content import content_for, load
from matching.digests.items import MOST_SUGGESTIONS, Section
from matching.digests.readers import readers
from matching.models import Match, MissionSuggestion
from startups.models import Company
from tests.events.missions import life as missions
from tests.factories import CompanyFactory, MeetingFactory, UserFactory
from tests.matching import stages as life
from tests.matching.digests.pairs import EXPLANATION, french_member, suggestion, suggestions
from tests.people import everybody

pytestmark = pytest.mark.django_db


def told(member, **changes):
    """What `member` is told now."""
    now = timezone.now()
    [reader] = readers(Kind.SUGGESTIONS, member.today, [member], now)
    reader = replace(reader, **changes)
    return content_for(reader, load([reader]))


def keys(content, section=Section.SUGGESTIONS):
    return [item.key for item in content.sections[section]]


def test_five_best_suggestions_come_first():
    member = french_member()
    matches = suggestions(member, MOST_SUGGESTIONS + 2)

    content = told(member)

    assert keys(content) == [f"match:{match.pk}" for match in matches[:MOST_SUGGESTIONS]]
    assert content.best.title == f"{matches[0].japanese_company.latin_name} ({matches[0].japanese_company})"


def test_what_was_told_is_not_told_again_unless_it_changed():
    member = french_member()
    same, changed, new = suggestions(member, 3)
    Company.objects.filter(pk=changed.japanese_company_id).update(profile_version=2)
    before = {f"match:{match.pk}": "profile 1" for match in (same, changed)}

    content = told(member, told=before)

    assert keys(content) == [f"match:{changed.pk}", f"match:{new.pk}"]
    assert [item.is_news_of_old for item in content.suggestions] == [True, False]


def test_suggestion_says_why_and_what_each_gives():
    member = french_member()
    suggestions(member)

    [item] = told(member).suggestions

    assert {fact.label: fact.text for fact in item.facts} == {
        "Pourquoi": (
            "capteur d'humidité 60\u00a0% (capteurs d'humidité ↔ 湿度センサー)\u00a0; "
            "lidar 40\u00a0% (lidar ↔ ライダー)"
        ),
        "Ce que vous apportez": "capteur d'humidité (capteurs d'humidité)",
        "Ce que vous recevez": "lidar (ライダー)",
    }


def test_very_long_words_are_cut():
    member = french_member()
    [match] = suggestions(member)
    explanation = deepcopy(match.explanation)
    explanation["shared"][0]["french_words"] = ["x" * 1_000_000]
    Match.objects.filter(pk=match.pk).update(explanation=explanation)

    [item] = told(member).suggestions

    assert len(item.facts[0].text) < 300


def test_suggestions_of_others_and_lists_without_a_place_are_left_out():
    member = french_member()
    own = CompanyFactory(published=True, member=member)
    suggestion(own, shown_to_french=False)
    suggestions(french_member())

    assert told(member).is_empty


def test_interest_of_the_other_side_waits_with_the_days_left():
    world = everybody()
    match = life.asked(world)

    content = told(world["japanese_member"])

    [item] = content.sections[Section.WAITING]
    assert item.key == f"interest:{match.pk}"
    assert "残り14日" in item.about
    assert keys(content) == []  # the suggestion itself has become the interest


def test_own_interest_without_an_answer_is_among_what_closes():
    world = everybody()
    match = life.asked(world)

    content = told(world["french_member"])

    assert keys(content, Section.CLOSING) == [f"unanswered:{match.pk}"]
    assert keys(content, Section.WAITING) == []


def test_proposed_meeting_waits_for_the_other_side_only():
    world = everybody()
    match = life.introduced(world)
    meeting = MeetingFactory(french_company=match.french_company, japanese_company=match.japanese_company)

    waiting = [keys(told(world[f"{side}_member"]), Section.WAITING) for side in ("french", "japanese")]

    assert waiting == [[], [f"meeting:{meeting.pk}"]]


def test_agreed_meeting_within_14_days_is_told_to_both():
    world = everybody()
    match = life.introduced(world)
    pair = {"french_company": match.french_company, "japanese_company": match.japanese_company}
    meeting = MeetingFactory(confirmed=True, **pair)
    MeetingFactory(confirmed=True, starts_at=timezone.now() + timedelta(days=15), **pair)

    for side in ("french", "japanese"):
        assert keys(told(world[f"{side}_member"]), Section.CLOSING) == [f"meeting:{meeting.pk}"]


def test_introduction_is_news_once():
    world = everybody()
    match = life.introduced(world)

    content = told(world["french_member"])

    assert keys(content, Section.CHANGED) == [f"event:{match.pk}"]
    later = told(world["french_member"], since=timezone.now())
    assert later.is_empty


def test_other_side_never_learns_of_a_silent_not_now():
    world = everybody()
    match = life.suggested(world)
    life.answering.decline(
        match, company=match.french_company, member=world["french_member"], reason="competitor"
    )

    assert told(world["japanese_member"]).is_empty


def test_suggested_mission_stands_among_the_suggestions():
    member = french_member()
    [match] = suggestions(member)
    mission = missions.opened(everybody())
    MissionSuggestion.objects.create(
        company=match.french_company, mission=mission, score=0.95, explanation=EXPLANATION
    )

    content = told(member)

    assert keys(content) == [f"mission:{mission.pk}", f"match:{match.pk}"]
    assert content.best.title == mission.texts.get(language="fr").title


def test_suggested_mission_says_why_who_is_there_and_until_when():
    member = french_member(email="canari@example.com")
    [match] = suggestions(member)
    suggestions(french_member())  # the match of another company
    mission = missions.opened(everybody())
    MissionSuggestion.objects.create(
        company=match.french_company, mission=mission, score=0.95, explanation=EXPLANATION
    )

    item = told(member).best

    with translation.override("fr"):
        deadline = str(mission.deadline)
    assert {fact.label: fact.text for fact in item.facts} == {
        "Pourquoi": (
            "capteur d'humidité 60\u00a0% (capteurs d'humidité ↔ 湿度センサー)\u00a0; "
            "lidar 40\u00a0% (lidar ↔ ライダー)"
        ),
        "Vos mises en relation sur place": (
            "1 de vos mises en relation est une entreprise établie sur place (Japon)."
        ),
        "Date limite": deadline,
    }
    assert [action.url.split("/")[3] for action in item.actions] == ["missions", "not-now"]


def test_begun_application_is_told_when_its_deadline_is_near():
    member = french_member()
    own = CompanyFactory(published=True, member=member)
    mission = missions.opened(everybody())
    draft = applying.begin(mission, company=own, by=member)
    far, near = timezone.now() + timedelta(days=15), timezone.now() + timedelta(days=13)

    found = []
    for deadline in (far, near):
        Mission.objects.filter(pk=mission.pk).update(deadline_at=deadline)
        found.append(keys(told(member), Section.CLOSING))

    assert found == [[], [f"application:{draft.pk}"]]


def test_nobody_without_a_company_is_told_anything():
    assert told(UserFactory()).is_empty


def test_preview_holds_no_signed_link():
    member = french_member()
    suggestions(member)

    content = told(member, is_preview=True)

    assert {action.url for item in content.items for action in item.actions} == {"#"}


@pytest.mark.parametrize("state", ["suggested", "asked", "mutual"])
def test_no_contact_data_before_the_introduction(state):
    world = everybody()
    getattr(life, state)(world)

    for side in ("french", "japanese"):
        assert "anari" not in repr(told(world[f"{side}_member"]))


@pytest.mark.parametrize("people", [1, 3])
def test_many_readers_are_asked_for_at_once(people, django_assert_num_queries):
    members = [french_member() for _ in range(people)]
    for member in members:
        suggestions(member, 2)
    told(members[0])  # whatever is read once

    with django_assert_num_queries(19):
        found = readers(Kind.SUGGESTIONS, members[0].today, members, timezone.now())
        loaded = load(found)
        assert all(content_for(reader, loaded).suggestions for reader in found)
