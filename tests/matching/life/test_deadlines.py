"""What becomes due by itself."""

from datetime import timedelta

import pytest
from django.utils import timezone

from mail.models import OutgoingEmail
from matching.life import deadlines, deciding
from matching.models import Approval, Match
from matching.models.life import State
from tests.matching import stages
from tests.people import everybody

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return everybody()


def letters(person) -> int:
    return OutgoingEmail.objects.filter(user=person).count()


def aged(match: Match, **days) -> Match:
    """The match whose moments lie so many days back."""
    then = {moment: timezone.now() - timedelta(days=count) for moment, count in days.items()}
    Match.objects.filter(pk=match.pk).update(**then)
    return match


def test_silent_side_is_reminded_once_after_a_week(world):
    match = aged(stages.asked(world), interest_at=7)
    before = letters(world["japanese_member"]), letters(world["french_member"])

    deadlines.sweep()
    deadlines.sweep()

    assert (letters(world["japanese_member"]), letters(world["french_member"])) == (before[0] + 1, before[1])
    assert stages.fresh(match).state == State.INTEREST


def test_nobody_is_reminded_before_a_week(world):
    aged(stages.asked(world), interest_at=6)
    before = letters(world["japanese_member"])

    deadlines.sweep()

    assert letters(world["japanese_member"]) == before


def test_interest_without_answer_expires_after_two_weeks_and_both_are_told(world):
    match = aged(stages.asked(world), interest_at=14)
    before = letters(world["japanese_member"]), letters(world["french_member"])

    deadlines.sweep()

    assert stages.fresh(match).state == State.EXPIRED
    assert (letters(world["japanese_member"]), letters(world["french_member"])) == (
        before[0] + 1,
        before[1] + 1,
    )


def test_overdue_half_is_told_to_the_leads_once(world):
    match = stages.mutual(world)
    yesterday = timezone.localdate() - timedelta(days=1)
    Approval.objects.filter(match=match, country="FR").update(due_on=yesterday)
    before = letters(world["french_lead"]), letters(world["japanese_lead"])

    deadlines.sweep()
    deadlines.sweep()

    assert (letters(world["french_lead"]), letters(world["japanese_lead"])) == (before[0] + 1, before[1])


def test_half_on_hold_is_to_be_decided_again_when_the_hold_has_ended(world):
    half = stages.half(stages.mutual(world), "FR")
    until = deciding.latest_hold("FR")
    deciding.hold(half, officer=world["french_officer"], until=until, reason="information", explanation="?")
    yesterday = timezone.localdate() - timedelta(days=1)
    Approval.objects.filter(pk=half.pk).update(held_until=yesterday, due_on=yesterday)

    deadlines.sweep()

    half.refresh_from_db()
    assert (half.state, half.is_overdue) == (Approval.State.PENDING, True)


def test_one_row_beyond_help_stops_no_other(world, caplog):
    broken = aged(stages.asked(world), interest_at=14)
    other = aged(stages.asked(everybody()), interest_at=14)
    broken.interests.all().delete()

    deadlines.sweep()

    assert [stages.fresh(match).state for match in (broken, other)] == [State.INTEREST, State.EXPIRED]
    assert ("Match", broken.pk) in {record.args for record in caplog.records}
