"""What the sources share: one query for many readers, and the rows of each one's company."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TypeVar

from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from accounts.models import Country
from common.dates import day
from events.meetings.wording import name_of
from matching.digests.items import Reader
from startups.models import Company

Row = TypeVar("Row")


def companies_of(readers: Sequence[Reader]) -> dict[str, list[int]]:
    """The ids of the readers' companies by country."""
    found: dict[str, list[int]] = {country: [] for country in Country}
    for reader in readers:
        if reader.company:
            found[reader.company.country].append(reader.company.pk)
    return found


def by_company(rows: Iterable[Row]) -> dict[int, list[Row]]:
    """Rows with a French and a Japanese company, under either."""
    found = defaultdict(list)
    for row in rows:
        found[row.french_company_id].append(row)
        found[row.japanese_company_id].append(row)
    return found


def name(company: Company) -> str:
    """The company's name for the reader of the language in force."""
    return name_of(company, get_language())


def place(company: Company) -> str:
    """Where a company is."""
    return _("%(city)s, %(country)s") % {"city": company.city, "country": company.get_country_display()}


def days_left(moment, reader: Reader) -> int:
    """How many days there are until an instant, where the reader lives."""
    today = timezone.localdate(reader.now)
    return max((timezone.localdate(moment) - today).days, 0)


def by_when(moment, reader: Reader) -> str:
    """The last day to answer, and how many are left."""
    left = days_left(moment, reader)
    days = ngettext("%(left)s day left", "%(left)s days left", left) % {"left": left}
    return _("Answer by %(day)s: %(days)s") % {"day": day(moment), "days": days if left else _("today")}
