"""The reciprocity board: whether what the two countries do together benefits both."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from django.db.models import Aggregate, Count, F, Q, QuerySet, Value
from django.db.models.functions import NullIf, TruncQuarter
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import Country
from events.models import ApplicationEvent, ApplicationLogLine, ApplicationState, MissionState
from matching.models import Agreement, Approval, Match, MatchEvent, Outcome
from matching.models.life import Event, State
from matching.models.outcomes import GOOD_BENEFIT
from startups.models import Company, Field

SIDES = ("french", "japanese")
ALERT_BELOW = 0.6
ALERT_OVER = timedelta(days=90)
QUARTERS = 8
Quarter = tuple[int, int]  # a year, and 1 to 4
Both = tuple[float | None, float | None]  # of France and of Japan; None where there is nothing to measure
Periods = tuple[Both, Both]  # over all time, and lately
Measure = Callable[..., Aggregate]  # an aggregate, but for its filter
ROWS: Measure = partial(Count, "pk")


@dataclass(frozen=True)
class Indicator:
    """One figure of each country, over all time and over the last 90 days."""

    name: str | Promise
    unit: str  # "count", "percent" or "days"
    all_time: Both
    lately: Both

    @property
    def balance(self) -> float | None:
        """The smaller figure divided by the larger one; None where there is nothing to compare."""
        return balance(self.all_time)

    @property
    def recent_balance(self) -> float | None:
        return balance(self.lately)

    @property
    def figures(self) -> tuple[float | None, ...]:
        """Everything measured, as a file shows it: rounded to what the page shows."""
        places = 1 if self.unit == "days" else 0
        lately = (*rounded(self.lately, places), *rounded([self.recent_balance], 2))
        return (*rounded(self.all_time, places), *rounded([self.balance], 2), *lately)

    @property
    def is_alert(self) -> bool:
        """Whether one country has had far less than the other over the last 90 days."""
        recent = self.recent_balance
        return recent is not None and recent < ALERT_BELOW


@dataclass(frozen=True)
class Stage:
    """How many matches have come so far."""

    name: str | Promise
    count: int


@dataclass(frozen=True)
class HeatMap:
    """How many matches join a French field (rows) with a Japanese one (columns)."""

    rows: list[str]
    columns: list[str]
    counts: list[list[int]]


@dataclass(frozen=True)
class Trend:
    """First interests of each country by quarter, oldest first."""

    quarters: list[Quarter]
    french: list[int]
    japanese: list[int]


class Median(Aggregate):
    """The value in the middle, between the two in the middle of an even number."""

    template = "PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"


def balance(figures: Both) -> float | None:
    """min / max of two figures; None where one is missing or both are nothing."""
    french, japanese = figures
    if french is None or japanese is None or not max(french, japanese):
        return None
    return min(french, japanese) / max(french, japanese)


def rounded(figures: Iterable[float | None], places: int) -> list[float | None]:
    """The figures with at most so many decimals; whole numbers without any."""
    return [None if one is None else round(one, places or None) for one in figures]


def indicators() -> list[Indicator]:
    """Every indicator on what exists so far."""
    since = timezone.now() - ALERT_OVER
    return [Indicator(name, unit, *measure(since)) for name, unit, measure in MEASURES]


def verified_companies(since: datetime) -> Periods:
    """Published companies; lately: those published in that time."""
    return by_country(Company.objects.published(), "country", Q(published_at__gte=since))


def suggestions_shown(since: datetime) -> Periods:
    """Suggestions on the lists of each country's companies, whatever became of them."""
    # Taken off a list when superseded; whoever acted on it has seen it.
    rows = Match.objects.exclude(state=State.PROPOSED)
    shown = [partial(Count, NullIf(f"shown_to_{side}", Value(False))) for side in SIDES]
    return of_both(rows, shown, Q(suggested_at__gte=since))


def first_interests(since: datetime) -> Periods:
    """Who made the first step."""
    return by_country(events(Event.INTEREST), "side", Q(happened_at__gte=since))


def acceptance(since: datetime) -> Periods:
    """Of the interests that each country's companies received and settled, the percentage they returned."""
    lately = Q(happened_at__gte=since)
    returned = by_country(events(Event.ANSWER), "side", lately)
    unwanted = events(Event.DECLINE, Event.EXPIRE).filter(state_before=State.INTEREST)
    settled = zip(returned, by_country(unwanted, "side", lately), strict=True)
    all_time, recent = (tuple(map(percentage, *counts)) for counts in settled)
    return all_time, recent


def introduced_companies(since: datetime) -> Periods:
    """Companies that were introduced to at least one other."""
    rows = Match.objects.filter(interest_at__isnull=False, introduced_at__isnull=False)
    introduced = [partial(Count, f"{side}_company", distinct=True) for side in SIDES]
    return of_both(rows, introduced, Q(introduced_at__gte=since))


def officer_delay(since: datetime) -> Periods:
    """Median days until each country's officers decided."""
    decided = Approval.objects.filter(state__in=[Approval.State.APPROVED, Approval.State.REFUSED])
    delay = partial(Median, F("decided_at") - F("created_at"))
    all_time, recent = (
        tuple(median and median / timedelta(days=1) for median in medians)
        for medians in by_country(decided, "country", Q(decided_at__gte=since), delay, nothing=None)
    )
    return all_time, recent


def seats_confirmed(since: datetime) -> Periods:
    """Seats on each country's missions to the other one that companies have taken for good."""
    rows = ApplicationLogLine.objects.filter(event=ApplicationEvent.CONFIRM)
    rows = rows.filter(row__state=ApplicationState.CONFIRMED)
    rows = rows.exclude(row__mission__state=MissionState.CANCELLED)
    return by_country(
        rows, "row__mission__country", Q(happened_at__gte=since), partial(Count, "row", distinct=True)
    )


def good_outcomes(since: datetime) -> Periods:
    """Introductions from which each country's company says it has gained: a benefit of 3 of 5 or more."""
    rows = Outcome.objects.reported().filter(benefit__gte=GOOD_BENEFIT)
    return by_country(
        rows, "company__country", Q(reported_at__gte=since), partial(Count, "match", distinct=True)
    )


MEASURES: tuple[tuple[Promise, str, Callable[[datetime], Periods]], ...] = (
    (_("Verified companies"), "count", verified_companies),
    (_("Suggestions shown"), "count", suggestions_shown),
    (_("First interests"), "count", first_interests),
    (_("Interests returned"), "percent", acceptance),
    (_("Companies introduced"), "count", introduced_companies),
    (_("Officers' delay"), "days", officer_delay),
    (_("Seats confirmed on missions"), "count", seats_confirmed),
    (_("Outcomes of benefit"), "count", good_outcomes),
)


def funnel() -> list[Stage]:
    """How far matches have come, from the suggestion to the agreement."""
    met = Outcome.objects.reported().exclude(meeting__in=["", Outcome.Meeting.NONE])
    under_way = Match.objects.filter(interest_at__isnull=False).order_by()
    came = under_way.aggregate(
        interest=Count("interest_at"), mutual=Count("mutual_at"), introduced=Count("introduced_at")
    )
    return [
        Stage(_("Suggested"), Match.objects.exclude(state=State.PROPOSED).count()),
        Stage(_("One side interested"), came["interest"]),
        Stage(_("Both interested"), came["mutual"]),
        Stage(_("Introduced"), came["introduced"]),
        Stage(_("Met"), met.order_by().values("match").distinct().count()),
        Stage(_("With an agreement"), Agreement.objects.order_by().values("match").distinct().count()),
    ]


def fields() -> HeatMap:
    """The fields that interest brings together; only those that occur."""
    counts: Counter[tuple[str, str]] = Counter()
    pairs = Match.objects.filter(interest_at__isnull=False).order_by()
    declared = pairs.values_list("french_company__fields", "japanese_company__fields")
    for french, japanese, number in declared.annotate(number=Count("*")):
        for one in french:
            counts.update({(one, other): number for other in japanese})
    rows = [field for field in Field if any(one == field for one, _other in counts)]
    columns = [field for field in Field if any(other == field for _one, other in counts)]
    table = [[counts[row, column] for column in columns] for row in rows]
    return HeatMap([str(row.label) for row in rows], [str(column.label) for column in columns], table)


def trend() -> Trend:
    """First interests by quarter, this one and the seven before."""
    quarters = quarters_until(timezone.localtime())
    rows = events(Event.INTEREST).order_by()
    by_quarter = rows.values_list("side", TruncQuarter("happened_at")).annotate(Count("pk"))
    counts = Counter({(side, quarter_of(start)): number for side, start, number in by_quarter})
    return Trend(quarters, *([counts[country, quarter] for quarter in quarters] for country in Country))


def quarter_of(moment: datetime) -> Quarter:
    """The quarter an instant lies in."""
    return moment.year, (moment.month + 2) // 3


def quarters_until(moment: datetime) -> list[Quarter]:
    """The last QUARTERS quarters, oldest first."""
    last = moment.year * 4 + (moment.month - 1) // 3
    return [(number // 4, number % 4 + 1) for number in range(last - QUARTERS + 1, last + 1)]


def events(*kinds: Event) -> QuerySet:
    """The events of these kinds."""
    return MatchEvent.objects.filter(event__in=kinds)


def by_country(
    rows: QuerySet, field: str, lately: Q, counted: Measure = ROWS, nothing: int | None = 0
) -> Periods:
    """How many rows each country has, which `field` names, or another aggregate; the database counts."""
    both_periods = {"all_time": counted(), "lately": counted(filter=lately)}
    found = dict.fromkeys(Country, (nothing, nothing))
    for country, *figures in rows.order_by().values_list(field).annotate(**both_periods):
        found[Country(country)] = figures
    all_time, recent = zip(*(found[country] for country in Country), strict=True)
    return all_time, recent


def of_both(rows: QuerySet, measures: Sequence[Measure], lately: Q) -> Periods:
    """One figure of each side, in one query."""
    asked = [*(measure() for measure in measures), *(measure(filter=lately) for measure in measures)]
    found = rows.order_by().aggregate(**{f"figure_{place}": one for place, one in enumerate(asked)})
    french, japanese, french_lately, japanese_lately = found.values()
    return (french, japanese), (french_lately, japanese_lately)


def percentage(part: float, rest: float) -> float | None:
    """How much of both the first is; None of nothing."""
    return 100 * part / (part + rest) if part + rest else None
