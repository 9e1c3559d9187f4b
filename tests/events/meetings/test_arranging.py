"""A meeting until it begins: who may do what, once; what the letters and calendar files say."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from common.states import TransitionError
from events.meetings import arranging
from events.models import Meeting, Slot
from mail.models import OutgoingEmail
from tests.events.conftest import calendar_files, told
from tests.factories import MeetingFactory, UserFactory, morning

pytestmark = pytest.mark.django_db
State, Step = Meeting.State, Meeting.Step


def fresh(meeting):
    return Meeting.objects.get(pk=meeting.pk)


def steps(meeting):
    """What the history tells: each step and its side."""
    return list(meeting.history.order_by("pgh_id").values_list("step", "step_side"))


def test_proposal_has_its_times_in_order_and_tells_the_other_side(pair, letters):
    meeting = pair.propose(slots=[morning(12), morning(10), morning(11)], minutes=45)

    assert [slot.starts_at for slot in meeting.slots.all()] == [morning(10), morning(11), morning(12)]
    assert (meeting.state, meeting.proposed_by_side, meeting.minutes) == (State.PROPOSED, "FR", 45)
    assert letters() == [("ja", "【Enishi】Alpage SASより面談のご提案がございます")]


def test_same_proposal_sent_twice_is_one(pair):
    key = uuid4()

    assert pair.propose(key=key) == pair.propose(key=key)
    assert len(told()) == 1


def test_key_of_another_pair_s_meeting_is_refused(pair):
    foreign = MeetingFactory()

    with pytest.raises(PermissionDenied):
        pair.propose(key=foreign.key)


def test_second_proposal_waits_for_an_answer_to_the_first(pair):
    pair.propose()

    with pytest.raises(TransitionError, match="waits for an answer already"):
        pair.propose(by=pair.japanese)


def test_only_members_of_the_two_companies_propose(pair):
    with pytest.raises(PermissionDenied):
        pair.propose(by=UserFactory())


@pytest.mark.parametrize("slots", [[], [1, 2, 3, 4], [1, 1]], ids=["none", "four", "one twice"])
def test_one_to_three_different_times_are_proposed(pair, slots):
    with pytest.raises(ValueError, match="One to three"):
        pair.propose(slots=[morning(10 + days) for days in slots])


def test_time_that_has_passed_is_not_proposed(pair):
    with pytest.raises(TransitionError, match="passed"):
        pair.propose(slots=[morning(10), timezone.now() - timedelta(minutes=1)])


def test_database_keeps_a_fourth_time_out(pair):
    meeting = pair.propose()

    with pytest.raises(IntegrityError, match="at_most_three_slots"), transaction.atomic():
        Slot.objects.create(meeting=meeting, position=4, starts_at=morning(20))


def test_meeting_needs_a_place_or_a_link(pair):
    with pytest.raises(IntegrityError, match="meetings_have_a_place_or_a_link"):
        pair.propose(video_link="")


def test_other_side_confirms_a_time_and_both_get_it_for_their_calendars(pair, letters):
    meeting = pair.propose()
    letters()

    arranging.confirm(meeting, by=pair.japanese, slot=meeting.slots.last().pk)

    files = calendar_files()
    assert (fresh(meeting).state, fresh(meeting).starts_at) == (State.CONFIRMED, morning(11))
    assert [file["method"] for file in files] == ["REQUEST", "REQUEST"]
    assert letters() == [
        ("fr", "Le rendez-vous avec Mihon (株式会社見本) est confirmé"),
        ("ja", "【Enishi】Alpage SASとの面談の日時が確定しました"),
    ]
    assert steps(meeting) == [("proposed", "FR"), ("confirmed", "JP")]


def test_time_confirmed_again_changes_nothing(pair):
    meeting = pair.agree()

    arranging.confirm(meeting, by=pair.japanese, slot=meeting.slots.get().pk)

    assert told() == []


def test_other_time_of_a_confirmed_meeting_is_refused_with_who_confirmed(pair):
    meeting = pair.propose()
    first, second = meeting.slots.all()
    arranging.confirm(meeting, by=pair.japanese, slot=first.pk)

    with pytest.raises(TransitionError) as refusal:
        arranging.confirm(meeting, by=pair.japanese, slot=second.pk)

    assert refusal.value.decided_by == pair.japanese


def test_proposing_side_does_not_choose_for_the_other(pair):
    meeting = pair.propose()

    with pytest.raises(TransitionError, match="other side chooses"):
        arranging.confirm(meeting, by=pair.french, slot=meeting.slots.first().pk)


def test_time_of_an_earlier_proposal_is_not_confirmed(pair):
    meeting = pair.propose()
    old = meeting.slots.first()
    arranging.reschedule(meeting, by=pair.french, seen=0, slots=[morning(20)], place="Paris")

    with pytest.raises(TransitionError, match="Other times have been proposed"):
        arranging.confirm(meeting, by=pair.japanese, slot=old.pk)


def test_passed_time_is_not_confirmed(pair):
    meeting = pair.propose()
    Slot.objects.filter(position=1).update(starts_at=timezone.now() - timedelta(minutes=1))

    with pytest.raises(TransitionError, match="has passed"):
        arranging.confirm(meeting, by=pair.japanese, slot=meeting.slots.first().pk)


def test_stranger_does_nothing_with_a_meeting(pair):
    meeting, stranger = pair.propose(), UserFactory()

    for act in (
        lambda: arranging.confirm(meeting, by=stranger, slot=meeting.slots.first().pk),
        lambda: arranging.reconfirm(meeting, by=stranger),
        lambda: arranging.cancel(meeting, by=stranger, reason="other"),
        lambda: arranging.reschedule(meeting, by=stranger, seen=0, slots=[morning(20)], place="Paris"),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_meeting_is_reconfirmed_when_both_sides_have_said_so(pair, letters):
    meeting = pair.agree()
    Meeting.objects.update(reconfirm_asked_at=timezone.now())

    arranging.reconfirm(meeting, by=pair.french)
    arranging.reconfirm(meeting, by=pair.french)
    assert (fresh(meeting).state, letters()) == (State.CONFIRMED, [])
    arranging.reconfirm(meeting, by=pair.japanese)
    arranging.reconfirm(meeting, by=pair.japanese)

    assert fresh(meeting).state == State.RECONFIRMED
    assert [language for language, subject in letters()] == ["fr", "ja"]
    assert steps(meeting)[2:] == [("reconfirmed", "FR"), ("reconfirmed", "JP")]


def test_nobody_reconfirms_before_being_asked(pair):
    meeting = pair.agree()

    with pytest.raises(TransitionError, match="too early"):
        arranging.reconfirm(meeting, by=pair.french)


def test_cancelled_meeting_leaves_both_calendars_with_the_reason(pair, letters):
    meeting = pair.agree()

    arranging.cancel(meeting, by=pair.french, reason="illness", explanation="Grippe.")
    arranging.cancel(meeting, by=pair.french, reason="illness", explanation="Grippe.")

    files = calendar_files()
    bodies = [email.body for email in OutgoingEmail.objects.order_by("pk")]
    assert [(file["method"], file.walk("VEVENT")[0]["sequence"]) for file in files] == [("CANCEL", 2)] * 2
    assert "Motif\u00a0: Maladie ou urgence\nGrippe.\n" in bodies[0]
    assert "理由：急病または緊急の事情\nGrippe.\n" in bodies[1]
    assert (fresh(meeting).state, fresh(meeting).deadlines.count()) == (State.CANCELLED, 0)


def test_declined_proposal_sends_no_calendar_file(pair):
    meeting = pair.propose()

    arranging.cancel(meeting, by=pair.japanese, reason="time")

    assert calendar_files() == []
    assert fresh(meeting).sequence == 0


def test_meeting_cancelled_by_the_other_side_is_refused_with_who_did_it(pair):
    meeting = pair.agree()
    arranging.cancel(meeting, by=pair.french, reason="other")

    with pytest.raises(TransitionError) as refusal:
        arranging.cancel(meeting, by=pair.japanese, reason="other")

    assert refusal.value.decided_by == pair.french


@pytest.mark.parametrize("act", ["cancel", "reschedule"])
def test_meeting_that_has_begun_is_neither_cancelled_nor_moved(pair, act):
    meeting = pair.agree()
    Meeting.objects.update(starts_at=timezone.now() - timedelta(minutes=1))
    given = {"cancel": {"reason": "other"}, "reschedule": {"seen": 1, "slots": [morning(9)], "place": "x"}}

    with pytest.raises(TransitionError):
        getattr(arranging, act)(meeting, by=pair.french, **given[act])


def test_moved_meeting_keeps_its_uid_and_raises_its_sequence(pair):
    meeting = pair.propose()
    arranging.confirm(meeting, by=pair.japanese, slot=meeting.slots.first().pk)
    arranging.reschedule(meeting, by=pair.japanese, seen=1, slots=[morning(20)], place="東京")
    arranging.confirm(fresh(meeting), by=pair.french, slot=fresh(meeting).slots.get().pk)

    events = [(file["method"], file.walk("VEVENT")[0]) for file in calendar_files()]
    assert [method for method, event in events] == ["REQUEST"] * 2 + ["CANCEL"] * 2 + ["REQUEST"] * 2
    assert [event["sequence"] for method, event in events] == [1, 1, 2, 2, 3, 3]
    assert {str(event["uid"]) for method, event in events} == {f"{meeting.key}@enishi"}
    assert [event.start for method, event in events] == [morning(10)] * 4 + [morning(20)] * 2


def test_moved_meeting_waits_for_an_answer_again(pair, letters):
    meeting = pair.agree()

    arranging.reschedule(meeting, by=pair.japanese, seen=1, slots=[morning(20)], place="東京")
    arranging.reschedule(meeting, by=pair.japanese, seen=1, slots=[morning(20)], place="東京")

    moved = fresh(meeting)
    assert (moved.state, moved.starts_at, moved.proposed_by_side) == (State.PROPOSED, None, "JP")
    assert (moved.place, moved.video_link) == ("東京", "")
    assert [language for language, subject in letters()] == ["fr", "ja"]
    assert [deadline.kind for deadline in moved.deadlines.all()] == ["answer"]


def test_times_proposed_instead_go_to_the_other_side_only(pair, letters):
    meeting = pair.propose()
    letters()

    arranging.reschedule(meeting, by=pair.japanese, seen=0, slots=[morning(20)], place="東京")

    assert letters() == [("fr", "Nouveaux horaires pour le rendez-vous avec Mihon (株式会社見本)")]


def test_meeting_changed_since_the_page_was_opened_is_not_moved(pair):
    meeting = pair.agree()

    with pytest.raises(TransitionError, match="was changed since"):
        arranging.reschedule(meeting, by=pair.french, seen=0, slots=[morning(20)], place="Paris")


def test_unanswered_proposal_lapses_once_its_last_time_has_come(pair, letters):
    meeting = pair.propose()
    letters()

    arranging.lapse(meeting)
    assert fresh(meeting).state == State.PROPOSED
    Slot.objects.filter(position=1).update(starts_at=timezone.now() - timedelta(days=2))
    Slot.objects.filter(position=2).update(starts_at=timezone.now() - timedelta(days=1))
    arranging.lapse(meeting)
    arranging.lapse(meeting)

    assert (fresh(meeting).state, fresh(meeting).reason) == (State.CANCELLED, "unanswered")
    assert [language for language, subject in letters()] == ["fr", "ja"]
    assert steps(meeting)[-1] == ("lapsed", "")


def test_own_meetings_are_those_of_the_own_companies(pair):
    own, foreign = pair.propose(), MeetingFactory()

    assert list(Meeting.objects.visible_to(pair.japanese)) == [own]
    assert foreign not in Meeting.objects.visible_to(pair.french)
