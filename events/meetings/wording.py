"""How times of meetings are said: in both zones, in the reader's language, with what speaks against them."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

from common.dates import written
from events.meetings.times import PARIS, TOKYO, Objection, objections

# The English names that the package `holidays` gives; a name that is new there stays English.
HOLIDAYS = (
    gettext_noop("New Year's Day"),
    gettext_noop("Easter Monday"),
    gettext_noop("Labor Day"),
    gettext_noop("Victory Day"),
    gettext_noop("Ascension Day"),
    gettext_noop("Pentecost Monday"),
    gettext_noop("National Day"),
    gettext_noop("Assumption Day"),
    gettext_noop("All Saints' Day"),
    gettext_noop("Armistice Day"),
    gettext_noop("Christmas Day"),
    gettext_noop("Coming of Age Day"),
    gettext_noop("Foundation Day"),
    gettext_noop("Emperor's Birthday"),
    gettext_noop("Vernal Equinox Day"),
    gettext_noop("Showa Day"),
    gettext_noop("Constitution Day"),
    gettext_noop("Greenery Day"),
    gettext_noop("Children's Day"),
    gettext_noop("Marine Day"),
    gettext_noop("Mountain Day"),
    gettext_noop("Respect for the Aged Day"),
    gettext_noop("Autumnal Equinox Day"),
    gettext_noop("Sports Day"),
    gettext_noop("Culture Day"),
    gettext_noop("Labor Thanksgiving Day"),
    gettext_noop("Substitute Holiday"),
    gettext_noop("National Holiday"),
)


@dataclass(frozen=True)
class Line:
    """The clocks that show the same day: the day, and for each city its hours."""

    day: str
    clocks: tuple[str, ...]

    def __str__(self) -> str:
        return _("%(day)s, %(hours)s") % {"day": self.day, "hours": " · ".join(self.clocks)}


@dataclass(frozen=True)
class When:
    """One instant as both cities see it: one line, or one for each day."""

    lines: tuple[Line, ...]

    def __str__(self) -> str:
        return " · ".join(str(line) for line in self.lines)


def when(starts_at: datetime, minutes: int = 0) -> When:
    """The time, or the span, in Paris and Tokyo, and in the reader's own zone where that is another hour."""
    days: dict[str, list[str]] = {}
    for zone in _zones(starts_at):
        day, hours = _in_zone(starts_at, minutes, zone)
        days.setdefault(day, []).append(hours)
    return When(tuple(Line(day, tuple(clocks)) for day, clocks in days.items()))


def warnings(starts_at: datetime, minutes: int) -> list[str]:
    """What speaks against this time, in words."""
    return [_say(objection) for objection in objections(starts_at, minutes)]


def name_of(company, language: str | None) -> str:
    """A company's name for readers of `language`: as written, after the Latin name for who cannot read it."""
    is_readable = language == company.home_language or not company.other_name
    return company.legal_name if is_readable else f"{company.latin_name} ({company.legal_name})"


def money(amount: int, currency: str) -> str:
    """An amount as it is written in the language in force."""
    said = {"EUR": _("€%(amount)s"), "JPY": _("¥%(amount)s")}[currency]
    return said % {"amount": number_format(amount, force_grouping=True)}


def title(meeting) -> str:
    """What a meeting is called in the reader's language."""
    language = get_language()
    return _("Meeting: %(french)s – %(japanese)s") % {
        "french": name_of(meeting.french_company, language),
        "japanese": name_of(meeting.japanese_company, language),
    }


def city(zone: tzinfo) -> str:
    """A zone by the name of its city."""
    capitals = {PARIS: _("Paris"), TOKYO: _("Tokyo")}
    return capitals.get(zone) or str(zone).rpartition("/")[2].replace("_", " ")


def _zones(instant: datetime) -> list[tzinfo]:
    own = timezone.get_current_timezone()
    shown = {zone: instant.astimezone(zone).utcoffset() for zone in (PARIS, TOKYO)}
    # Letters to an address without an account, and the worker, are in UTC: nobody's own zone.
    is_other = isinstance(own, ZoneInfo) and own.key != "UTC"
    if is_other and instant.astimezone(own).utcoffset() not in shown.values():
        return [*shown, own]
    return list(shown)


def _in_zone(starts_at: datetime, minutes: int, zone: tzinfo) -> tuple[str, str]:
    starts = starts_at.astimezone(zone)
    ends = (starts_at.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(zone)
    hours = f"{starts:%H:%M}–{ends:%H:%M}" if minutes else f"{starts:%H:%M}"
    return written(starts), _("%(hours)s %(city)s") % {"hours": hours, "city": city(zone)}


def _say(objection: Objection) -> str:
    in_france = objection.side == "FR"
    if objection.kind == "night":
        return _("Night or evening in France") if in_france else _("Night or evening in Japan")
    if objection.kind == "weekend":
        return _("Weekend in France") if in_france else _("Weekend in Japan")
    name = {"holiday": _(objection.holiday)}
    if in_france:
        return _("National holiday in France: %(holiday)s") % name
    return _("National holiday in Japan: %(holiday)s") % name
