"""Who is due for a digest, and what a digest has to know of each: always for many people at once."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import Absence, Country, Role, User
from common.working_days import is_working_day
from mail.subscription import Frequency, Kind, Subscription
from matching.digests import calendar
from matching.digests.items import Reader
from matching.models import Digest, DigestItem
from startups.models import Membership

FIRST_LOOK_BACK = timedelta(days=7)  # of somebody who never had a digest
LONGEST_LOOK_BACK = timedelta(days=35)


@dataclass(frozen=True)
class Round:
    """The digests of one kind and period that are due: whose they are is asked of the database."""

    kind: Kind
    day: date
    zones: tuple[str, ...]

    @property
    def period(self) -> str:
        return calendar.week_of(self.day) if self.kind == Kind.SUGGESTIONS else self.day.isoformat()

    @property
    def begins_at(self) -> datetime:
        """When the first zone of the round was due."""
        return min(calendar.due_at(self.day, zone) for zone in self.zones)

    def people(self) -> QuerySet[User]:
        """Those who have no digest of this period and want one."""
        people = User.objects.filter(is_active=True, time_zone__in=self.zones, role__in=ROLES[self.kind])
        # Whoever joined, or chose anew, since it was due gets the next one at its time.
        people = people.filter(date_joined__lt=self.begins_at)
        mine = Subscription.objects.filter(user=OuterRef("pk"), kind=self.kind)
        unwanted = Q(frequency=Frequency.OFF) | Q(changed_at__gte=self.begins_at)
        if not calendar.is_first_monday(self.day):
            unwanted |= Q(frequency=Frequency.MONTHLY)
        if self.kind == Kind.DESK:
            people = at_work(people, self.day)
        has_it = Digest.objects.filter(user=OuterRef("pk"), kind=self.kind, period=self.period)
        return people.exclude(Exists(has_it)).exclude(Exists(mine.filter(unwanted))).order_by("pk")


ROLES = {Kind.SUGGESTIONS: (Role.MEMBER,), Kind.DESK: (Role.OFFICER, Role.LEAD)}
DUE: dict[Kind, Callable[[datetime, str], date | None]] = {
    Kind.SUGGESTIONS: calendar.monday_due,
    Kind.DESK: calendar.day_due,
}


def at_work(officers: QuerySet[User], day: date) -> QuerySet[User]:
    """Those whose country works on `day`, and who are not on leave."""
    countries = [country for country in Country if is_working_day(day, country)]
    away = Absence.objects.on(day).filter(officer=OuterRef("pk"))
    return officers.filter(agency__country__in=countries).exclude(Exists(away))


def kind_for(user: User) -> Kind | None:
    """Which digest somebody of this role gets."""
    return next((kind for kind, roles in ROLES.items() if user.role in roles), None)


def rounds(now: datetime) -> Iterator[Round]:
    """The rounds that are due at `now`: at most three days' worth, for the earth has that many zones."""
    zones = User.objects.filter(is_active=True).order_by().values_list("time_zone", flat=True).distinct()
    zones = sorted(zones)
    for kind, due in DUE.items():
        by_day: dict[date, list[str]] = defaultdict(list)
        for zone in zones:
            if day := due(now, zone):
                by_day[day].append(zone)
        for day, places in sorted(by_day.items()):
            yield Round(kind, day, tuple(places))


def readers(kind: Kind, day: date, people: Sequence[User], now: datetime) -> list[Reader]:
    """The people with what their digest has to know, in four queries."""
    companies = _companies(people)
    last = _last_digests(kind, people)
    told = _told(kind, people, day)
    return [
        Reader(
            user=user,
            day=day,
            now=now,
            company=companies.get(user.pk),
            since=max(last.get(user.pk, now - FIRST_LOOK_BACK), now - LONGEST_LOOK_BACK),
            told=told.get(user.pk, {}),
        )
        for user in people
    ]


def _companies(people: Iterable[User]) -> dict:
    """The company of each, the first one where there are several, as everywhere on the site."""
    rows = Membership.objects.filter(user__in=people).select_related("company").order_by("-company_id")
    return {row.user_id: row.company for row in rows}


def _last_digests(kind: Kind, people: Iterable[User]) -> dict[int, datetime]:
    rows = Digest.objects.written().filter(kind=kind, user__in=people).order_by("made_at")
    return dict(rows.values_list("user", "made_at"))


def _told(kind: Kind, people: Iterable[User], day: date) -> dict[int, dict[str, str]]:
    rows = DigestItem.objects.not_again_on(day).filter(digest__kind=kind, digest__user__in=people)
    found: dict[int, dict[str, str]] = defaultdict(dict)
    for user, key, as_of in rows.values_list("digest__user", "key", "as_of"):
        found[user][key] = as_of
    return found
