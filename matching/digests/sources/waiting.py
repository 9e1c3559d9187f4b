"""What waits for the reader's company: interests of others, proposed times, outcomes to report."""

from collections.abc import Iterator, Sequence
from itertools import chain

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Country
from events.models import Meeting
from matching.digests.items import Action, Item, Items, Reader
from matching.digests.sources.grouping import by_company, by_when, companies_of, days_left, name, place
from matching.life import links
from matching.life.introducing import KNOWN_IN
from matching.life.letters import address
from matching.models import Match, Outcome


def interests(readers: Sequence[Reader]) -> Items:
    """Companies that would like to meet the reader's, with the days left to answer."""
    ids = list(chain.from_iterable(companies_of(readers).values()))
    waiting = Match.objects.filter(Q(french_company__in=ids) | Q(japanese_company__in=ids))
    waiting = waiting.filter(state=Match.State.INTEREST).order_by("interest_at", "pk")
    found = by_company(waiting.with_companies().prefetch_related("interests"))

    def items(reader: Reader) -> Iterator[Item]:
        for match in found.get(reader.company.pk, ()) if reader.company else ():
            if all(interest.company_id != reader.company.pk for interest in match.interests.all()):
                yield _interest(reader, match)

    return items


def proposals(readers: Sequence[Reader]) -> Items:
    """Meetings for which the other side has proposed times."""
    ids = list(chain.from_iterable(companies_of(readers).values()))
    proposed = Meeting.objects.filter(Q(french_company__in=ids) | Q(japanese_company__in=ids))
    proposed = proposed.filter(state=Meeting.State.PROPOSED).order_by("step_at", "pk")
    found = by_company(proposed.with_companies())

    def items(reader: Reader) -> Iterator[Item]:
        for meeting in found.get(reader.company.pk, ()) if reader.company else ():
            if meeting.answering_side == reader.company.country:
                yield from _proposal(reader, meeting)

    return items


def outcomes(readers: Sequence[Reader]) -> Items:
    """Introductions of which the reader's company was asked what came, and has not said."""
    ids = list(chain.from_iterable(companies_of(readers).values()))
    asked = Outcome.objects.waiting().filter(company__in=ids, match__state__in=KNOWN_IN)
    asked = asked.select_related("match__french_company", "match__japanese_company")
    found: dict[int, list[Outcome]] = {}
    for outcome in asked.order_by("asked_at", "pk"):
        found.setdefault(outcome.company_id, []).append(outcome)

    def items(reader: Reader) -> Iterator[Item]:
        for outcome in found.get(reader.company.pk, ()) if reader.company else ():
            yield _outcome(reader, outcome)

    return items


def _interest(reader: Reader, match: Match) -> Item:
    other = match.other_side(reader.company)
    return Item(
        key=f"interest:{match.pk}",
        as_of=str(days_left(match.expires_at, reader)),
        title=_("%(company)s would like to meet you") % {"company": name(other)},
        about=f"{place(other)} · {by_when(match.expires_at, reader)}",
        side=other.country,
        actions=(
            Action(_("Read and answer"), address(match.get_absolute_url()), is_main=True),
            Action(_("Not now"), links.not_now_url(reader.user, match)),
        ),
    )


def _proposal(reader: Reader, meeting: Meeting) -> Iterator[Item]:
    last = max((slot.starts_at for slot in meeting.slots.all()), default=None)
    if last is None or last <= reader.now:
        return
    other = meeting.companies[Country(reader.company.country).other]
    yield Item(
        key=f"meeting:{meeting.pk}",
        as_of=str(days_left(last, reader)),
        title=_("%(company)s proposes times for a meeting") % {"company": name(other)},
        about=by_when(last, reader),
        side=other.country,
        actions=(Action(_("Choose a time"), address(meeting.get_absolute_url()), is_main=True),),
    )


def _outcome(reader: Reader, outcome: Outcome) -> Item:
    other = outcome.match.other_side(reader.company)
    page = address(reverse("matching:report_outcome", args=[outcome.match_id]))
    return Item(
        key=f"outcome:{outcome.pk}",
        as_of="",
        title=_("What came of the introduction to %(company)s?") % {"company": name(other)},
        about=_("Asked %(when)s. A few clicks are enough.") % {"when": outcome.get_milestone_display()},
        side=other.country,
        actions=(Action(_("Report the outcome"), page, is_main=True),),
    )
