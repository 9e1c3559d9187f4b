"""The letters about a meeting: to the members of one side or both, each in their own language and zone."""

from collections.abc import Iterable

from django.utils import timezone, translation

from accounts.models import Country
from events.meetings import calendars
from events.meetings.wording import name_of
from events.models import Meeting
from mail.letters import send_letter

REQUEST, CANCEL = calendars.REQUEST, calendars.CANCEL


def write(
    meeting: Meeting,
    letter: str,
    *,
    sides: Iterable[str] = Country,
    actor: str = "",
    silent: Iterable[str] = (),
    method: str = "",
    entry: Meeting | None = None,
    **context,
) -> None:
    """Queue `letter`; `actor` is the side that acted, `silent` are those that did not answer.

    `method` attaches a calendar file, of `entry` where the meeting itself has moved on.
    """
    for side in sides:
        members = meeting.companies[Country(side)].memberships.select_related("user").order_by("pk")
        for user in [membership.user for membership in members]:
            names = {each: name_of(company, user.language) for each, company in meeting.companies.items()}
            send_letter(
                user,
                letter,
                attachments=[_file(entry or meeting, method, user)] if method else [],
                meeting=meeting,
                own=names[Country(side)],
                other=names[Country(side).other],
                is_own=side == actor,
                was_agreed=bool(method),
                absent=names.get(meeting.absent_side, ""),
                silent=[names[each] for each in silent],
                **context,
            )


def _file(meeting: Meeting, method: str, user) -> tuple[str, str, str]:
    with translation.override(user.language), timezone.override(user.zone):
        content = calendars.invitation(meeting, method, attendee=user.email)
    return "meeting.ics", content, f"text/calendar; method={method}"
