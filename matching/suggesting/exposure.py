"""Who is shown how often: whether some companies flood the lists and others are left out."""

from collections import defaultdict
from dataclasses import dataclass
from statistics import fmean, median

from django.conf import settings
from django.db.models import Count, Q, QuerySet

from accounts.models import Country
from matching.models import Match
from startups.models import Company, Field

MOST_LISTED = 20  # companies


@dataclass(frozen=True)
class Side:
    """One country: how many companies, and on how many lists of the other country each stands."""

    country: Country
    companies: int
    suggestions: int
    never_shown: int
    median: float
    most: int
    at_cap: int


@dataclass(frozen=True)
class FieldExposure:
    """One field: companies of each country, and how often one of them is shown on average."""

    name: str
    french_companies: int
    french_mean: float
    japanese_companies: int
    japanese_mean: float


def sides() -> list[Side]:
    """Both countries, France first."""
    return [_side(country) for country in Country]


def most_shown() -> list[Company]:
    """The companies on most lists, each with `times_shown`."""
    found = [company for country in Country for company in with_times_shown(country)]
    return sorted(found, key=lambda company: (-company.times_shown, company.pk))[:MOST_LISTED]


def never_shown() -> list[Company]:
    """The published companies that stand on nobody's list."""
    return [one for country in Country for one in with_times_shown(country) if not one.times_shown]


def by_field() -> list[FieldExposure]:
    """Every field that a published company declares."""
    shown = {country: _times_by_field(country) for country in Country}
    rows = []
    for field in Field:
        french, japanese = shown[Country.FRANCE][field], shown[Country.JAPAN][field]
        if french or japanese:
            means = [fmean(times) if times else 0.0 for times in (french, japanese)]
            rows.append(FieldExposure(field.label, len(french), means[0], len(japanese), means[1]))
    return rows


def with_times_shown(country: Country) -> QuerySet[Company]:
    """The published companies of a country, with on how many lists of the other country each stands."""
    side, other = ("french", "japanese") if country == Country.FRANCE else ("japanese", "french")
    is_listed = {
        f"matches_as_{side}__state": Match.State.SUGGESTED,
        f"matches_as_{side}__shown_to_{other}": True,
    }
    listed = Count(f"matches_as_{side}", filter=Q(**is_listed))
    return Company.objects.published().filter(country=country).annotate(times_shown=listed)


def _side(country: Country) -> Side:
    times = [company.times_shown for company in with_times_shown(country)]
    return Side(
        country=country,
        companies=len(times),
        suggestions=sum(times),
        never_shown=times.count(0),
        median=median(times) if times else 0,
        most=max(times, default=0),
        at_cap=sum(shown >= settings.MATCHING_EXPOSURE_CAP for shown in times),
    )


def _times_by_field(country: Country) -> dict[str, list[int]]:
    times: dict[str, list[int]] = defaultdict(list)
    for company in with_times_shown(country):
        for field in company.fields:
            times[field].append(company.times_shown)
    return times
