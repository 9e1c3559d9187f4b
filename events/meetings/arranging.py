"""The life of a meeting until it begins: proposed, confirmed, reconfirmed; rescheduled or cancelled."""

from copy import copy
from datetime import datetime
from typing import NoReturn
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Country
from common.states import TransitionError
from events.meetings import deadlines
from events.meetings.letters import CANCEL, REQUEST, write
from events.models import Meeting, Slot
from events.models.meetings import MOST_SLOTS
from startups.models import Company

State, Step, Reason = Meeting.State, Meeting.Step, Meeting.Reason
RECONFIRMATION = ("reconfirm_asked_at", "french_reconfirmed_at", "japanese_reconfirmed_at")


@transaction.atomic
def propose(
    *,
    french_company: Company,
    japanese_company: Company,
    by,
    slots: list[datetime],
    minutes: int = 60,
    place: str = "",
    video_link: str = "",
    key: UUID | None = None,
) -> Meeting:
    """Propose one to three times to the other side and tell its members; the same key twice is one proposal.

    Whether these two may meet is decided by the caller. Raises PermissionDenied unless `by` belongs to one of
    them, and TransitionError while another proposal between them waits for an answer.
    """
    pair = {"french_company": french_company, "japanese_company": japanese_company}
    meeting = Meeting(
        **pair, key=key or uuid4(), minutes=minutes, place=place, video_link=video_link, sequence=0
    )
    side = speaking_side(meeting, by)
    _hold(french_company, japanese_company)
    if known := Meeting.objects.filter(key=meeting.key).first():
        if known.companies != meeting.companies:
            raise PermissionDenied  # a key is nobody's but its form's
        return known

    _refuse_second_proposal(meeting)
    _check(slots)
    meeting.proposed_by_side = side
    for field, value in Meeting.step_of(Step.PROPOSED, side=side, by=by).items():
        setattr(meeting, field, value)
    meeting.save()
    offered = _offer(meeting, slots)
    write(meeting, "meeting_proposed", sides=[side.other], slots=offered)
    return meeting


@transaction.atomic
def confirm(meeting: Meeting, *, by, slot: int) -> None:
    """Choose one of the proposed times, by its id, for the side that was asked; both get a calendar file."""
    meeting, side = locked(meeting), speaking_side(meeting, by)
    slot = meeting.slots.filter(pk=slot).first()
    if slot and meeting.is_agreed and meeting.starts_at == slot.starts_at:
        return
    if meeting.state != State.PROPOSED:
        refuse(meeting)
    if side != meeting.answering_side:
        raise TransitionError(_("The other side chooses among the times you proposed."))
    if slot is None:
        raise TransitionError(_("Other times have been proposed since you opened the page."))
    if slot.is_past:
        raise TransitionError(_("This time has passed. Please propose other times."))

    step = Meeting.step_of(Step.CONFIRMED, side=side, by=by)
    meeting.move_to(State.CONFIRMED, starts_at=slot.starts_at, sequence=meeting.sequence + 1, **step)
    deadlines.plan_meeting(meeting)
    write(meeting, "meeting_confirmed", method=REQUEST)


@transaction.atomic
def reconfirm(meeting: Meeting, *, by) -> None:
    """Say, within 48 hours of the meeting, that one's side will be there."""
    meeting, side = locked(meeting), speaking_side(meeting, by)
    if meeting.is_agreed and meeting.reconfirmed_by(side):
        return
    if meeting.state != State.CONFIRMED or meeting.has_begun:
        refuse(meeting)
    if meeting.reconfirm_asked_at is None:
        raise TransitionError(_("It is too early to reconfirm: we ask both sides 48 hours before."))

    changes = {f"{name_of_side(side)}_reconfirmed_at": timezone.now()}
    if not meeting.reconfirmed_by(side.other):
        meeting.note(Step.RECONFIRMED, side=side, by=by, **changes)
        return
    meeting.move_to(State.RECONFIRMED, **changes, **Meeting.step_of(Step.RECONFIRMED, side=side, by=by))
    write(meeting, "meeting_reconfirmed")


@transaction.atomic
def cancel(meeting: Meeting, *, by, reason: str, explanation: str = "") -> None:
    """Call the meeting off, or decline or withdraw a proposal; both sides are told why."""
    meeting, side = locked(meeting), speaking_side(meeting, by)
    if meeting.state == State.CANCELLED and meeting.step_side == side:
        return
    if not meeting.is_open or meeting.has_begun:
        refuse(meeting)

    was_agreed = meeting.is_agreed
    changes = {"reason": reason, "explanation": explanation}
    changes["sequence"] = meeting.sequence + was_agreed
    meeting.move_to(State.CANCELLED, **changes, **Meeting.step_of(Step.CANCELLED, side=side, by=by))
    deadlines.drop(meeting)
    write(meeting, "meeting_cancelled", method=CANCEL if was_agreed else "", actor=side)


@transaction.atomic
def reschedule(
    meeting: Meeting,
    *,
    by,
    seen: int,
    slots: list[datetime],
    minutes: int = 60,
    place: str = "",
    video_link: str = "",
) -> None:
    """Propose other times instead; an agreed time is given up at once and leaves the calendars.

    `seen` is the `sequence` of the meeting as it was when the times were chosen.
    """
    meeting, side = locked(meeting), speaking_side(meeting, by)
    where = {"minutes": minutes, "place": place, "video_link": video_link}
    if _is_proposed_already(meeting, side, slots, **where):
        return
    if not meeting.is_open or meeting.has_begun:
        refuse(meeting)
    if seen != meeting.sequence:
        raise TransitionError(_("The meeting was changed since you opened the page."))
    _hold(meeting.french_company, meeting.japanese_company)
    _refuse_second_proposal(meeting)
    _check(slots)

    before = copy(meeting)
    before.sequence = meeting.sequence + 1
    changes = where | {"sequence": before.sequence, "starts_at": None, "proposed_by_side": side}
    changes |= dict.fromkeys(RECONFIRMATION)
    meeting.move_to(State.PROPOSED, **changes, **Meeting.step_of(Step.RESCHEDULED, side=side, by=by))
    before.step_at = meeting.step_at
    offered = _offer(meeting, slots)
    told = {"sides": [side.other]}
    if before.is_agreed:
        told = {"method": CANCEL, "entry": before}
    write(meeting, "meeting_rescheduled", actor=side, slots=offered, **told)


@transaction.atomic
def lapse(meeting: Meeting) -> None:
    """Close a proposal whose last time has come without an answer, and tell both sides."""
    meeting = locked(meeting)
    if meeting.state != State.PROPOSED or not all(slot.is_past for slot in meeting.slots.all()):
        return
    meeting.move_to(State.CANCELLED, reason=Reason.UNANSWERED, **Meeting.step_of(Step.LAPSED))
    deadlines.drop(meeting)
    write(meeting, "meeting_lapsed")


def locked(meeting: Meeting) -> Meeting:
    """The row as it is now, held until the transaction ends."""
    meetings = Meeting.objects.select_related("french_company", "japanese_company", "step_by")
    return meetings.select_for_update(of=["self"]).get(pk=meeting.pk)


def speaking_side(meeting: Meeting, user) -> Country:
    """The side for which `user` acts. Raises PermissionDenied for who belongs to neither company."""
    side = meeting.side_of(user)
    if side is None:
        raise PermissionDenied
    return side


def refuse(meeting: Meeting) -> NoReturn:
    """Raise TransitionError with the present state, and who brought it about when."""
    raise TransitionError(
        _("%(meeting)s: this step is not possible any more (now: %(state)s).")
        % {"meeting": meeting, "state": meeting.get_state_display()},
        decided_by=meeting.step_by,
        decided_at=meeting.step_at,
    )


def name_of_side(side: Country) -> str:
    """`french` or `japanese`, as in the names of fields."""
    return "french" if side == Country.FRANCE else "japanese"


def _hold(french_company: Company, japanese_company: Company) -> None:
    # Two proposals of one pair at the same instant come one after the other.
    pair = Company.objects.filter(pk__in=[french_company.pk, japanese_company.pk]).order_by("pk")
    list(pair.select_for_update(of=["self"], no_key=True))


def _refuse_second_proposal(meeting: Meeting) -> None:
    between = Meeting.objects.between(meeting.french_company, meeting.japanese_company)
    if between.filter(state=State.PROPOSED).exclude(pk=meeting.pk).exists():
        raise TransitionError(_("A proposal between these two companies waits for an answer already."))


def _check(slots: list[datetime]) -> None:
    if not 1 <= len(set(slots)) == len(slots) <= MOST_SLOTS:
        raise ValueError("One to three different times are proposed.")
    if min(slots) <= timezone.now():
        raise TransitionError(_("One of the times has passed meanwhile. Please choose another."))


def _offer(meeting: Meeting, slots: list[datetime]) -> list[Slot]:
    meeting.slots.all().delete()
    deadlines.plan_answer(meeting, slots)
    return Slot.objects.bulk_create(
        Slot(meeting=meeting, position=position, starts_at=starts_at)
        for position, starts_at in enumerate(sorted(slots), start=1)
    )


def _is_proposed_already(meeting: Meeting, side: Country, slots: list[datetime], **where) -> bool:
    is_own = meeting.state == State.PROPOSED and meeting.proposed_by_side == side
    is_same = all(getattr(meeting, field) == value for field, value in where.items())
    return is_own and is_same and sorted(slots) == [slot.starts_at for slot in meeting.slots.all()]
