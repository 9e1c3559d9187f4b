"""What closes or takes place within 14 days."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import chain

from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.models import Country
from common.dates import day
from events.models import Meeting
from matching.digests.items import Action, Item, Items, Reader
from matching.digests.sources.grouping import by_company, companies_of, name
from matching.life.letters import address
from matching.models import Interest, Match

AHEAD = timedelta(days=14)


def meetings(readers: Sequence[Reader]) -> Items:
    """Agreed meetings of the readers' companies."""
    ids = list(chain.from_iterable(companies_of(readers).values()))
    agreed = Meeting.objects.agreed().filter(Q(french_company__in=ids) | Q(japanese_company__in=ids))
    now = max(reader.now for reader in readers)
    agreed = agreed.filter(starts_at__gt=now, starts_at__lte=now + AHEAD)
    found = by_company(agreed.with_companies().order_by("starts_at", "pk"))

    def items(reader: Reader) -> Iterator[Item]:
        for meeting in found.get(reader.company.pk, ()) if reader.company else ():
            yield _meeting(reader, meeting)

    return items


def unanswered(readers: Sequence[Reader]) -> Items:
    """Interests of the readers' companies that end unless the other side answers."""
    ids = list(chain.from_iterable(companies_of(readers).values()))
    rows = Interest.objects.filter(company__in=ids, match__state=Match.State.INTEREST)
    rows = rows.select_related("match__french_company", "match__japanese_company")
    now = max(reader.now for reader in readers)
    rows = rows.filter(match__interest_at__lte=now + AHEAD - settings.MATCHING_INTEREST_LASTS)
    found: dict[int, list[Match]] = {}
    for interest in rows.order_by("stated_at", "pk"):
        found.setdefault(interest.company_id, []).append(interest.match)

    def items(reader: Reader) -> Iterator[Item]:
        for match in found.get(reader.company.pk, ()) if reader.company else ():
            yield _unanswered(reader, match)

    return items


def _meeting(reader: Reader, meeting: Meeting) -> Item:
    other = meeting.companies[Country(reader.company.country).other]
    return Item(
        key=f"meeting:{meeting.pk}",
        as_of=f"at {meeting.starts_at:%Y-%m-%dT%H:%MZ}",
        title=_("Meeting with %(company)s") % {"company": name(other)},
        about=str(meeting.when),
        side=other.country,
        actions=(Action(_("See the meeting"), address(meeting.get_absolute_url()), is_main=True),),
    )


def _unanswered(reader: Reader, match: Match) -> Item:
    other = match.other_side(reader.company)
    return Item(
        key=f"unanswered:{match.pk}",
        as_of=f"{match.expires_at:%Y-%m-%d}",
        title=_("%(company)s has not answered yet") % {"company": name(other)},
        about=_("Your interest ends by itself on %(day)s.") % {"day": day(match.expires_at)},
        side=other.country,
        actions=(Action(_("See the match"), address(match.get_absolute_url()), is_main=True),),
    )
