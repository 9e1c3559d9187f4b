"""What happened since the last digest, as far as the reader's company may know of it."""

from collections.abc import Iterator, Sequence
from itertools import chain

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from matching.digests.items import Action, Item, Items, Reader
from matching.digests.sources.grouping import companies_of, name
from matching.life.letters import address
from matching.models import MatchEvent
from matching.models.life import Event, State

# Only what both sides know of: a suggestion that the other side turned down without a word stays silent.
SAID = {
    Event.ANSWER: gettext_noop("%(company)s: both of you are interested, officers are checking"),
    Event.INTRODUCE: gettext_noop("%(company)s: you were introduced to each other"),
    Event.REFUSE: gettext_noop("%(company)s: the officers decided against an introduction"),
    Event.EXPIRE: gettext_noop("%(company)s: the time to answer is over"),
    Event.DECLINE: gettext_noop("%(company)s: not now"),
    Event.WITHDRAW: gettext_noop("%(company)s: the match has ended"),
    Event.BLOCK: gettext_noop("%(company)s: the match has ended"),
    Event.CANCEL: gettext_noop("%(company)s: the match has ended"),
}
KNOWN_BEFORE = (State.INTEREST, State.MUTUAL)
OWN_DOING = (Event.DECLINE, Event.WITHDRAW, Event.BLOCK)  # no news for the side that did it


def matches(readers: Sequence[Reader]) -> Items:
    """The last event of each match of the readers' companies."""
    ids = list(chain.from_iterable(companies_of(readers).values()))
    starts = [reader.since for reader in readers if reader.since]
    events = MatchEvent.objects.filter(event__in=SAID, state_before__in=KNOWN_BEFORE)
    events = events.filter(Q(match__french_company__in=ids) | Q(match__japanese_company__in=ids))
    events = events.filter(happened_at__gt=min(starts)) if starts else events.none()
    events = events.select_related("match__french_company", "match__japanese_company")
    found: dict[int, dict[int, MatchEvent]] = {}
    for event in events.order_by("happened_at", "pk"):
        for company in (event.match.french_company_id, event.match.japanese_company_id):
            found.setdefault(company, {})[event.match_id] = event

    def items(reader: Reader) -> Iterator[Item]:
        for event in found.get(reader.company.pk, {}).values() if reader.company else ():
            is_own = event.event in OWN_DOING and event.side == reader.company.country
            if not is_own and reader.since < event.happened_at <= reader.now:
                yield _item(reader, event)

    return items


def _item(reader: Reader, event: MatchEvent) -> Item:
    other = event.match.other_side(reader.company)
    said = _(SAID[Event(event.event)]) % {"company": name(other)}
    return Item(
        key=f"event:{event.match_id}",
        as_of=event.event,
        title=said,
        side=other.country,
        actions=(Action(_("See the match"), address(event.match.get_absolute_url()), is_main=True),),
    )
