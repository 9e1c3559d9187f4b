"""A meeting as one person sees it: whose turn it is, and what they may do now."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.models import Country
from events.meetings import wording
from events.meetings.wording import name_of, title
from events.models import Meeting

State, Step = Meeting.State, Meeting.Step
BADGES = {
    State.PROPOSED: "waiting",
    State.CONFIRMED: "both",
    State.RECONFIRMED: "good",
    State.HELD: "good",
    State.NO_SHOW: "warning",
    State.CANCELLED: "bad",
}


@dataclass(frozen=True)
class Entry:
    """One line of what happened: what, by whom, when (in both zones)."""

    what: str
    who: str
    when: wording.When


def pages_for(user, meetings) -> "list[MeetingPage]":
    """Meetings as `user` sees them."""
    own = set(user.memberships.values_list("company", flat=True))
    return [MeetingPage(meeting, own) for meeting in meetings]


class MeetingPage:
    """What the templates ask about a meeting, for a person of the companies `own` (ids)."""

    def __init__(self, meeting: Meeting, own: set[int]) -> None:
        self.meeting = meeting
        sides = [side for side, company in meeting.companies.items() if company.pk in own]
        self.side: Country | None = sides[0] if sides else None

    @property
    def badge(self) -> str:
        return BADGES[self.meeting.state]

    @property
    def names(self) -> dict:
        """Both companies for the reader, French first."""
        language = get_language()
        return {side: name_of(company, language) for side, company in self.meeting.companies.items()}

    @property
    def other(self) -> str:
        """The name of the other company; both names for who belongs to neither."""
        return self.names[self.side.other] if self.side else " – ".join(self.names.values())

    @property
    def title(self) -> str:
        """What this person calls the meeting."""
        return _("Meeting with %(other)s") % {"other": self.other} if self.side else title(self.meeting)

    @property
    def absent(self) -> str:
        """The name of the company that did not come, where that is known."""
        return self.names.get(self.meeting.absent_side, "")

    @property
    def kept_waiting(self) -> str:
        """The name of the company that came where the other did not."""
        return self.names[Country(self.meeting.absent_side).other] if self.meeting.absent_side else ""

    @property
    def can_confirm(self) -> bool:
        return self.meeting.state == State.PROPOSED and self.side == self.meeting.answering_side

    @property
    def can_change(self) -> bool:
        """Whether other times may be proposed, or the meeting cancelled."""
        return self.side is not None and self.meeting.is_open and not self.meeting.has_begun

    @property
    def can_reconfirm(self) -> bool:
        meeting = self.meeting
        is_asked = meeting.state == State.CONFIRMED and meeting.reconfirm_asked_at is not None
        return is_asked and self.can_change and not meeting.reconfirmed_by(self.side)

    @cached_property
    def reports(self) -> dict:
        """What each side reported, by side."""
        return {each.side: each for each in self.meeting.attendances.all()}

    @property
    def told(self) -> list[tuple[str, str]]:
        """Each side that reported, by name, with what it said."""
        return [
            (self.names[side], self.reports[side].get_answer_display())
            for side in Country
            if side in self.reports
        ]

    @property
    def own_report(self):
        return self.reports.get(self.side)

    @property
    def is_accused(self) -> bool:
        """Whether the other side says that one did not come, and one has not answered."""
        other = self.reports.get(self.side.other) if self.side else None
        return self.can_report and other is not None and other.answer == "other_absent"

    @property
    def can_report(self) -> bool:
        is_over = self.meeting.is_agreed and self.meeting.has_begun
        return self.side is not None and is_over and self.own_report is None

    @property
    def is_ours_to_do(self) -> bool:
        """Whether the next step is this person's."""
        return self.can_confirm or self.can_reconfirm or self.can_report

    @property
    def next_step(self) -> str:
        """What happens next, and who does it."""
        return _say_next(self)

    @property
    def timeline(self) -> list[Entry]:
        """Everything that happened, oldest first, as the history has it."""
        rows = self.meeting.history.order_by("pgh_id").values_list("step", "step_side", "step_at")
        return [
            Entry(Step(step).label, self.names[Country(side)] if side else "Enishi", wording.when(at))
            for step, side, at in rows
        ]


def _say_next(page: MeetingPage) -> str:
    return _say_to_a_side(page) if page.side else _say_to_officers(page)


def _say_to_officers(page: MeetingPage) -> str:
    meeting = page.meeting
    if meeting.state == State.PROPOSED:
        return _waiting_for(page, [meeting.answering_side], _("Waiting for %(companies)s to choose a time."))
    if meeting.is_agreed and meeting.has_begun:
        silent = [side for side in Country if side not in page.reports]
        return _waiting_for(page, silent, _("Waiting for %(companies)s to say how it went."))
    if meeting.state == State.CONFIRMED and meeting.reconfirm_asked_at:
        silent = [side for side in Country if not meeting.reconfirmed_by(side)]
        return _waiting_for(page, silent, _("Waiting for %(companies)s to reconfirm."))
    return _before_it(meeting)


def _waiting_for(page: MeetingPage, sides: list[Country], text: str) -> str:
    return text % {"companies": " – ".join(page.names[side] for side in sides)}


def _before_it(meeting: Meeting) -> str:
    if meeting.state == State.CONFIRMED:
        return _("We ask both sides to reconfirm 48 hours before.")
    return _("Both sides will be there.") if meeting.state == State.RECONFIRMED else ""


def _say_to_a_side(page: MeetingPage) -> str:
    meeting, other = page.meeting, page.other
    if meeting.state == State.PROPOSED:
        if page.can_confirm:
            return _("Please choose one of the times, or propose others.")
        return _("Waiting for the other side to choose a time.")
    if page.can_report:
        return _("Please say how it went.")
    if meeting.is_agreed and meeting.has_begun:
        return _("Waiting for the other side to say how it went.")
    if page.can_reconfirm:
        return _("Please reconfirm that you will be there.")
    if meeting.state == State.CONFIRMED and meeting.reconfirm_asked_at:
        return _("Waiting for %(other)s to reconfirm.") % {"other": other}
    return _before_it(meeting)
