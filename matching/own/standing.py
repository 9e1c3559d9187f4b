"""Where a match stands for one of its two companies, and in which part of its board it is shown."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from matching.models import Match, MatchEvent
from matching.models.life import ENDED, Event, State
from startups.models import Company

OWN_ENDS = (Event.DECLINE, Event.WITHDRAW, Event.BLOCK)


class Section(TextChoices):
    """The parts of a company's board, in their order."""

    NEW = "new", _("New suggestions")
    YOURS = "yours", _("Waiting for you")
    THEIRS = "theirs", _("Waiting for them")
    OFFICERS = "officers", _("With the officers")
    INTRODUCED = "introduced", _("Introduced")
    CLOSED = "closed", _("Past")


class Standing(TextChoices):
    """How a match stands, as one side may know it."""

    SUGGESTED = "suggested", _("new suggestion")
    YOURS = "yours", _("waits for your answer")
    THEIRS = "theirs", _("waits for their answer")
    OFFICERS = "officers", _("with the officers")
    INTRODUCED = "introduced", _("introduced")
    CLOSED = "closed", _("closed after the introduction")
    DECLINED = "declined", _("you said: not now")
    TURNED_DOWN = "turned_down", _("they said: not now")
    UNANSWERED = "unanswered", _("they did not answer in time")
    MISSED = "missed", _("you did not answer in time")
    REFUSED = "refused", _("not approved by the officers")
    TAKEN_BACK = "taken_back", _("taken back by you")
    BLOCKED = "blocked", _("ended: you blocked them")
    ENDED = "ended", _("ended before an introduction")  # why is for the other side alone to know

    @property
    def is_alive(self) -> bool:
        """Whether the match may still lead to something, or has."""
        return self in SECTIONS or self == Standing.CLOSED


SECTIONS = {
    Standing.SUGGESTED: Section.NEW,
    Standing.YOURS: Section.YOURS,
    Standing.THEIRS: Section.THEIRS,
    Standing.OFFICERS: Section.OFFICERS,
    Standing.INTRODUCED: Section.INTRODUCED,
}
BY_STATE = {
    State.SUGGESTED: Standing.SUGGESTED,
    State.MUTUAL: Standing.OFFICERS,
    State.INTRODUCED: Standing.INTRODUCED,
    State.CLOSED: Standing.CLOSED,
    State.REFUSED: Standing.REFUSED,
}
BY_OWN_EVENT = {
    Event.DECLINE: Standing.DECLINED,
    Event.WITHDRAW: Standing.TAKEN_BACK,
    Event.BLOCK: Standing.BLOCKED,
}


def standing_of(match: Match, company: Company) -> Standing:
    """How `match` stands for `company`; a list hands in matches with interests and events prefetched."""
    if match.state in BY_STATE:
        return BY_STATE[match.state]
    if match.state == State.INTEREST:
        return Standing.THEIRS if asked(match, company) else Standing.YOURS
    if match.state == State.EXPIRED:
        return Standing.UNANSWERED if asked(match, company) else Standing.MISSED

    last = last_event(match)
    if last and last.side == company.country and last.event in BY_OWN_EVENT:
        return BY_OWN_EVENT[last.event]
    # What the other side ended before anybody was interested was told to nobody.
    was_told = match.state == State.DECLINED and match.interest_at
    return Standing.TURNED_DOWN if was_told else Standing.ENDED


def section_of(standing: Standing) -> Section:
    """The part of the board for that standing."""
    return SECTIONS.get(standing, Section.CLOSED)


def asked(match: Match, company: Company) -> bool:
    """Whether `company` has said yes to the match."""
    return any(interest.company_id == company.pk for interest in match.interests.all())


def last_event(match: Match) -> MatchEvent | None:
    """What happened last, if it ended the match."""
    events = list(match.events.all())
    return events[-1] if events and match.state in ENDED else None
