"""Who came: what each side reports after a meeting, and what follows from both."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Case, Count, F, QuerySet, When
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Country
from common.states import TransitionError
from events.meetings import deadlines
from events.meetings.arranging import locked, refuse, speaking_side
from events.meetings.letters import write
from events.models import Attendance, Deadline, Meeting
from startups.models import Company

Answer, State, Step = Attendance.Answer, Meeting.State, Meeting.Step
MANY = 2  # no-shows that officers look at
WITHIN = timedelta(days=180)


@transaction.atomic
def report(meeting: Meeting, *, by, answer: str) -> None:
    """Say for one's side how the meeting went, once; "they did not come" asks the other side to answer."""
    meeting, side = locked(meeting), speaking_side(meeting, by)
    given = meeting.attendances.filter(side=side).first()
    if given and given.answer == answer:
        return
    if given:
        raise TransitionError(
            _("Your side has reported already: %(answer)s.") % {"answer": given.get_answer_display()},
            decided_by=given.reported_by,
            decided_at=given.reported_at,
        )
    if not meeting.is_agreed or not meeting.has_begun:
        refuse(meeting)

    meeting.attendances.create(side=side, answer=answer, reported_by=by)
    meeting.note(Step.REPORTED, side=side, by=by)
    if meeting.attendances.count() == len(Country):
        settle(meeting)
        return
    deadlines.plan_close(meeting)
    if answer == Answer.OTHER_ABSENT:
        due_at = timezone.now() + deadlines.TO_ANSWER_AN_ABSENCE
        deadline = deadlines.plan(meeting, Deadline.Kind.ABSENCE, due_at)
        write(meeting, "meeting_absence", sides=[side.other], deadline=deadline)


@transaction.atomic
def settle(meeting: Meeting) -> None:
    """Draw the conclusion from the reports there are; without any, nothing is concluded."""
    meeting = locked(meeting)
    reports = {Country(each.side): Answer(each.answer) for each in meeting.attendances.all()}
    if not meeting.is_agreed or not reports:
        return

    state, absent_side = conclusion(reports)
    changes = {"absent_side": absent_side} | Meeting.step_of(Step.SETTLED)
    if state == State.CANCELLED:
        changes["reason"] = Meeting.Reason.NOT_HELD
    meeting.move_to(state, **changes)
    deadlines.drop(meeting)
    if state == State.NO_SHOW:
        write(meeting, "meeting_no_show")


def conclusion(reports: dict[Country, Answer]) -> tuple[str, str]:
    """The state, and the side that did not come, from the reports of one side or both.

    Nobody is counted as absent who says that they came, or who waited for the other as well.
    """
    answers = set(reports.values())
    if answers == {Answer.ATTENDED}:
        return State.HELD, ""
    if answers == {Answer.NOT_HELD}:
        return State.CANCELLED, ""
    accusers = [side for side, answer in reports.items() if answer == Answer.OTHER_ABSENT]
    if len(accusers) == 1 and Answer.ATTENDED not in answers:
        return State.NO_SHOW, accusers[0].other
    return State.NO_SHOW, ""


def missed() -> QuerySet[Meeting]:
    """The meetings of the last 180 days to which one side did not come; `absent` is its company."""
    absent = Case(
        When(absent_side=Country.FRANCE, then=F("french_company")),
        When(absent_side=Country.JAPAN, then=F("japanese_company")),
    )
    recent = Meeting.objects.filter(state=State.NO_SHOW, starts_at__gte=timezone.now() - WITHIN)
    return recent.exclude(absent_side="").annotate(absent=absent)


def repeatedly_absent() -> QuerySet[Company]:
    """The companies that did not come to two meetings or more within 180 days."""
    by_company = missed().values("absent").annotate(number=Count("pk")).filter(number__gte=MANY)
    return Company.objects.filter(pk__in=by_company.values("absent"))
