"""A company's board: every match it may know of, by what is to be done next."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from events.meetings.pages import MeetingPage
from events.models import Meeting
from matching.models import Match, MatchEvent, Outcome, life
from matching.own.presenting import Suggestion, suggestion_for
from matching.own.standing import OWN_ENDS, Section, Standing, section_of, standing_of
from matching.thesaurus.concepts import Thesaurus
from matching.wording import thesaurus_in_use
from startups.models import Company

PAST = (*life.ENDED, life.State.CLOSED)
PAST_PER_PAGE = 10


@dataclass(frozen=True)
class Entry:
    """One match on the board; once introduced, with its meeting and whether its outcome is asked for."""

    suggestion: Suggestion
    standing: Standing
    meeting: MeetingPage | None = None
    is_outcome_asked: bool = False

    @property
    def days_left(self) -> int | None:
        """Until an interest without answer ends; None where nothing waits for one."""
        ends = self.suggestion.match.expires_at
        return max((timezone.localdate(ends) - timezone.localdate()).days, 0) if ends else None

    @property
    def decided_by(self) -> date | None:
        """The day by which both officers are to have decided."""
        halves = self.suggestion.match.approvals.all()
        return max((half.due_on for half in halves if half.is_undecided), default=None)


@dataclass(frozen=True)
class Part:
    """One section of the board with its entries; only the past one has pages."""

    section: Section
    entries: list[Entry]
    count: int
    page: Page | None = None


def parts_for(company: Company, language: str, *, page: str | None = None) -> list[Part]:
    """Every section in its order, for what `company` reads in `language`; `page` is that of the past."""
    thesaurus = thesaurus_in_use()
    found = defaultdict(list)
    meetings, asked = meetings_by_company(company), outcomes_asked_of(company)
    for match in under_way(company):
        entry = _entry(company, match, language, thesaurus)
        if entry.standing == Standing.INTRODUCED:
            meeting = meetings.get(match.other_side(company).pk)
            entry = replace(entry, meeting=meeting, is_outcome_asked=match.pk in asked)
        found[section_of(entry.standing)].append(entry)
    parts = [_part(section, found[section]) for section in Section if section != Section.CLOSED]
    past = Paginator(past_of(company), PAST_PER_PAGE).get_page(page)
    entries = [_entry(company, match, language, thesaurus) for match in past.object_list]
    return [*parts, Part(Section.CLOSED, entries, past.paginator.count, past)]


def under_way(company: Company):
    """What may still lead somewhere: the best first, then what waits longest."""
    known = Match.objects.for_company(company).exclude(state__in=PAST)
    return known.with_companies().prefetch_related("interests", "approvals").order_by("-score", "pk")


def past_of(company: Company):
    """What is over, newest first, without what the other side ended before anybody was interested."""
    own_end = MatchEvent.objects.filter(match=OuterRef("pk"), event__in=OWN_ENDS, side=company.country)
    known = Match.objects.for_company(company).filter(state__in=PAST)
    told = known.filter(Q(interest_at__isnull=False) | Exists(own_end))
    newest_first = told.order_by(Coalesce("decided_at", "introduced_at").desc(nulls_last=True), "-pk")
    return newest_first.with_companies().prefetch_related("interests", "events", "approvals")


def meetings_by_company(company: Company) -> dict[int, MeetingPage]:
    """The meeting of `company` with each other one that matters now: an open one, else the last."""
    found: dict[int, MeetingPage] = {}
    own = Meeting.objects.involving(company)
    meetings = own.arranged() | own.filter(state=Meeting.State.PROPOSED)
    for meeting in sorted(meetings.with_companies(), key=_importance):
        page = MeetingPage(meeting, {company.pk})
        found[meeting.companies[page.side.other].pk] = page
    return found


def _importance(meeting: Meeting) -> tuple[bool, bool, float]:
    """What is over, the last last; then what is to come, the next last; then what is proposed."""
    if meeting.starts_at is None:
        return (True, True, 0)
    moment = meeting.starts_at.timestamp()
    return (meeting.is_open, False, -moment if meeting.is_open else moment)


def outcomes_asked_of(company: Company) -> set[int]:
    """The matches of which `company` was asked what came, and has not said."""
    return set(Outcome.objects.waiting().filter(company=company).values_list("match", flat=True))


def _part(section: Section, entries: list[Entry]) -> Part:
    if section in (Section.YOURS, Section.THEIRS):
        entries.sort(key=lambda entry: entry.suggestion.match.expires_at)
    elif section == Section.INTRODUCED:
        entries.sort(key=lambda entry: entry.suggestion.match.introduced_at, reverse=True)
    return Part(section, entries, len(entries))


def _entry(company: Company, match: Match, language: str, thesaurus: Thesaurus) -> Entry:
    suggestion = suggestion_for(company, match, language, thesaurus=thesaurus)
    return Entry(suggestion, standing_of(match, company))
