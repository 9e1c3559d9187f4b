"""Several halves at once: the preview says what will happen, and each is decided on its own."""

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Consent
from matching.desk import bulk
from matching.life import consents, deciding
from matching.models import Approval
from matching.models.life import State
from tests.matching import stages

pytestmark = pytest.mark.django_db
ADDRESS = "matching:decide_matches"


@pytest.fixture
def halves(world):
    """Four French halves: one waits, one completes an introduction, one lacks a consent, one is decided."""
    found = [stages.half(stages.mutual(world), "FR") for _ in range(4)]
    stages.approve(found[1].match, world["japanese_officer"])
    without = consents.subject(found[2].match, found[2].match.japanese_company)
    Consent.objects.filter(subject=without).update(withdrawn_at=timezone.now())
    stages.approve(found[3].match, world["french_lead"])
    return found


def selected(halves, action="approve", **typed) -> dict:
    return {"action": action, "half": [half.pk for half in halves], **typed}


def effects(answer, halves) -> list:
    """The effect on each half, in the order of `halves`."""
    by_pk = {effect.half.pk: effect for effect in answer.context["effects"]}
    return [by_pk[half.pk] for half in halves]


def states(halves) -> list[str]:
    return [Approval.objects.get(pk=half.pk).state for half in halves]


def test_preview_says_what_would_happen_to_each_and_changes_nothing(client, world, halves):
    before = states(halves)

    answer = client.get(reverse(ADDRESS), selected(halves))

    found = effects(answer, halves)
    assert found[0].text == "Your half is approved. Japan still decides."
    assert found[1].text == "Both companies are introduced to each other at once, by mail."
    assert "has taken back their agreement" in str(found[2].obstacle)
    assert found[3].obstacle.decided_by == world["french_lead"]
    assert states(halves) == before


def test_each_is_decided_on_its_own(client, world, halves):
    answer = client.post(reverse(ADDRESS), selected(halves, checks=stages.CHECKS))

    found = effects(answer, halves)
    assert found[0].text == "Approved. Japan still decides."
    assert found[1].text == "Approved, and both companies are introduced."
    assert found[2].obstacle
    assert found[3].obstacle
    assert states(halves) == ["approved", "approved", "pending", "approved"]
    assert stages.fresh(halves[1].match).state == State.INTRODUCED


def test_checklist_is_needed_once(client, halves):
    answer = client.post(reverse(ADDRESS), selected(halves, checks=["conflict"]))

    assert answer.status_code == 422
    assert states(halves) == ["pending", "pending", "pending", "approved"]


def test_refusal_and_hold_take_their_reason_once(client, world):
    first, second = [stages.half(stages.mutual(world), "FR") for _ in range(2)]
    reason = {"reason": "information", "explanation": "We ask."}
    until = deciding.latest_hold("FR").isoformat()

    client.post(reverse(ADDRESS), selected([first], "refuse", **reason))
    client.post(reverse(ADDRESS), selected([second], "hold", until=until, **reason))

    assert states([first, second]) == ["refused", "held"]


def test_foreseen_effects_of_refusal_and_hold(world, halves):
    officer = world["french_officer"]

    refused = bulk.foresee(halves[:1], "refuse", officer)
    held = bulk.foresee(halves[:1], "hold", officer)

    assert "match ends" in refused[0].text
    assert "until the day" in held[0].text


@pytest.mark.parametrize("method", ["get", "post"])
def test_nothing_selected_decides_nothing_and_says_so(client, world, method):
    answer = getattr(client, method)(reverse(ADDRESS), {"action": "approve"}, follow=True)

    assert [str(message) for message in answer.context["messages"]] == [
        "Nothing was decided: please select matches first."
    ]


def test_halves_of_the_other_country_cannot_be_selected(client, world):
    match = stages.mutual(world)
    foreign = stages.half(match, "JP")

    assert client.post(reverse(ADDRESS), selected([foreign], checks=stages.CHECKS)).status_code == 302
    assert states([foreign]) == ["pending"]
