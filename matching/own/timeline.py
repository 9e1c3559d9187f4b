"""The timeline of a match as one of its companies may read it.

Told are steps, never why: no reason of the other side or of officers, no name, and a block looks like any
other end.
"""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.models import Country
from events.meetings.wording import name_of
from matching.models import Match, MatchEvent
from matching.models.life import Event, State
from startups.models import Company

OWN = {
    Event.INTEREST: _("You were interested."),
    Event.ANSWER: _("You were interested too."),
    Event.DECLINE: _("You said: not now."),
    Event.WITHDRAW: _("You took the match back."),
    Event.BLOCK: _("You blocked the other company, which ended the match."),
    Event.REPORT: _("You told us what came of it."),
}
OTHERS = {
    Event.INTEREST: _("%(other)s was interested."),
    Event.ANSWER: _("%(other)s was interested too."),
    Event.DECLINE: _("%(other)s said: not now."),
    Event.WITHDRAW: _("The match ended before an introduction."),
    Event.BLOCK: _("The match ended before an introduction."),
}
EVERYBODYS = {
    Event.REMIND: _("Whoever had not answered was reminded."),
    Event.EXPIRE: _("It expired, for one side had not answered."),
    Event.APPROVE: _("%(country)s approved."),
    Event.HOLD: _("%(country)s took more time to decide."),
    Event.REFUSE: _("The officers decided not to introduce you."),
    Event.INTRODUCE: _("Both companies were introduced to each other."),
    Event.NUDGE: _("We asked whether you have met."),
    Event.CANCEL: _("The match ended before an introduction."),
    Event.CLOSE: _("Closed."),
}


@dataclass(frozen=True)
class Line:
    """One thing that happened, in words, and when."""

    text: str
    at: datetime


def lines_for(match: Match, company: Company) -> list[Line]:
    """What happened to `match`, oldest first, as `company` may know it."""
    told = [Line(text, event.happened_at) for event in match.events.all() if (text := _told(event, company))]
    return [*_beginning(match, company), *told]


def _beginning(match: Match, company: Company) -> list[Line]:
    side = "french" if company.country == Country.FRANCE else "japanese"
    if not getattr(match, f"shown_to_{side}"):
        return []
    text = _("An officer suggested it.") if match.made_by_id else _("It was suggested to you.")
    return [Line(str(text), match.suggested_at)]


def _told(event: MatchEvent, company: Company) -> str:
    """The words for one event; empty where this side is not told of it."""
    is_own = event.side == company.country
    if not is_own and event.state_before == State.SUGGESTED and event.event != Event.INTEREST:
        return ""  # nobody was interested yet, so nobody is told
    words = (OWN if is_own else OTHERS).get(event.event) or EVERYBODYS.get(event.event, "")
    country = Country(event.side).label if event.side else ""
    other = name_of(event.match.other_side(company), get_language())
    return str(words) % {"other": other, "country": country} if words else ""
