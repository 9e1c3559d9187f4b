"""The time zones to choose from: the two capitals first, then the world by continent."""

import zoneinfo
from datetime import date
from itertools import groupby

from django.utils import timezone
from django.utils.translation import gettext as _

PARIS, TOKYO = "Europe/Paris", "Asia/Tokyo"


def home_zone(place: str | None) -> str:
    """The zone to begin with for a language or a country."""
    return TOKYO if place in ("ja", "JP") else PARIS


def today_in(country: str) -> date:
    """The day it is at the offices of a country."""
    return timezone.localdate(timezone=zoneinfo.ZoneInfo(home_zone(country)))


def choices() -> list:
    """All zones as groups of choices for a select."""
    areas = {
        "Europe": _("Europe"),
        "Asia": _("Asia"),
        "America": _("The Americas"),
        "Africa": _("Africa"),
        "Australia": _("Australia"),
        "Pacific": _("Pacific"),
        "Atlantic": _("Atlantic"),
        "Indian": _("Indian Ocean"),
    }
    zones = sorted(zone for zone in zoneinfo.available_timezones() if _area(zone) in areas)
    by_area = {area: [(zone, _city(zone)) for zone in group] for area, group in groupby(zones, key=_area)}
    capitals = [(PARIS, _("Paris")), (TOKYO, _("Tokyo"))]
    others = [
        (name, [zone for zone in by_area[area] if zone[0] not in (PARIS, TOKYO)])
        for area, name in areas.items()
    ]
    return [(_("The two capitals"), capitals), *others, ("UTC", [("UTC", "UTC")])]


def _area(zone: str) -> str:
    return zone.partition("/")[0]


def _city(zone: str) -> str:
    return zone.partition("/")[2].replace("_", " ")
