"""The two trade shows and their editions, each with the source that was read.

An edition counts as confirmed only when a source for its dates was read; dates from general knowledge stay
unconfirmed and are shown so. Remarks and venues are message ids: templates translate them.
"""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_noop as _

from accounts.models import Country
from events.models import Edition, TradeShow

SHOWS = {
    "vivatech": {
        "name": "VivaTech",
        "country": Country.FRANCE,
        "venue": _("Paris Expo Porte de Versailles"),
        "city": _("Paris"),
        "time_zone": "Europe/Paris",
    },
    "ceatec": {
        "name": "CEATEC",
        "country": Country.JAPAN,
        "venue": _("Makuhari Messe"),
        "city": _("Chiba"),
        "time_zone": "Asia/Tokyo",
    },
}


@dataclass(frozen=True)
class Known:
    """What is known of one edition: month and days, whether they were read in the source, and the source."""

    year: int
    month: int | None = None
    days: tuple[int | None, int] | None = None
    confirmed: bool = False
    source: str = ""
    remark: str = ""

    def day(self, which: int) -> date | None:
        """The first (0) or last (1) day, or nothing where it is not known."""
        if self.days is None or self.month is None or self.days[which] is None:
            return None
        return date(self.year, self.month, self.days[which])


VIVATECH = [
    Known(2016, source="rtl.fr 7788943096", remark=_("1st edition: about 45,000 visitors")),
    Known(2017, 6, (15, 17), True, "rtl.fr 7788943096; lci.fr 2087975", _("about 65,000 visitors")),
    Known(2018, 5, (24, 26), True, "lci.fr 2087975; lemediacom.com ?p=24563", _("about 100,000 visitors")),
    Known(
        2019,
        5,
        (16, 18),
        source="zonebourse.com 40763136",
        remark=_("124,000 visitors, 13,000 start-ups, 3,300 investors"),
    ),
    Known(
        2020, confirmed=True, source="zonebourse.com 40763136", remark=_("cancelled because of the pandemic")
    ),
    Known(
        2021,
        6,
        (16, 19),
        True,
        "lemediacom.com ?p=24563; fr.finance.yahoo.com 141350311",
        _("on site and online: 140,000 participants, 26,000 of them on site"),
    ),
    Known(
        2022,
        6,
        (15, 18),
        True,
        "zonebourse.com 40763136; francetvinfo.fr 6441076",
        _("91,000 visitors, 1,800 start-ups; country of the year: India"),
    ),
    Known(
        2023,
        6,
        (14, 17),
        True,
        "siecledigital.fr 2023/06/19; francetvinfo.fr 6441076",
        _("150,000 visitors, 2,800 exhibitors; country of the year: Korea"),
    ),
    Known(
        2024,
        5,
        (22, 25),
        True,
        "einpresswire.com 716086611; strategies.fr LQ3105374C",
        _("country of the year: Japan, with a pavilion of 60 exhibitors, 11 of them J-Startup companies"),
    ),
    Known(
        2025,
        6,
        (11, 14),
        source="maddyness.com 2025/11/18",
        remark=_("180,000 visitors, 14,000 start-ups, 3,600 investors"),
    ),
    Known(
        2026,
        6,
        (17, 20),
        source="maddyness.com 2025/11/18",
        remark=_("10th edition, in pavilion 7, under the name VivaTech"),
    ),
    Known(2027),
]
CEATEC = [
    Known(2016, 10, (None, 7), True, "techon 101400159", _("145,180 visitors")),
    Known(
        2018,
        10,
        (16, 19),
        source="business.nikkei.com 101500879",
        remark=_("162 start-ups, universities and institutes exhibited"),
    ),
    Known(
        2019,
        10,
        (15, 18),
        True,
        "weeklybcn.com 20191218_171451; tech.nikkeibp.co.jp 18/06013",
        _("20th edition: 787 exhibitors, 144,491 visitors"),
    ),
    Known(
        2022,
        10,
        (18, 21),
        source="online.stereosound.co.jp 17577956",
        remark=_("on site again: 562 exhibitors from 27 countries and regions"),
    ),
    Known(2023, 10, (17, 20)),
    Known(
        2024,
        10,
        (15, 18),
        True,
        "news.yahoo.co.jp 71987782",
        _("25th edition: 808 exhibitors, 112,014 visitors"),
    ),
    Known(
        2025,
        10,
        (14, 17),
        True,
        "news.yahoo.co.jp 71987782; indonesia-news.biz ?p=68168",
        _("810 exhibitors, 98,884 visitors"),
    ),
    Known(2026, 10, (13, 16)),
    Known(2027),
]


@transaction.atomic
def load_shows() -> None:
    """Bring both shows and their editions to what is written here."""
    for slug, editions in (("vivatech", VIVATECH), ("ceatec", CEATEC)):
        show, _created = TradeShow.objects.update_or_create(slug=slug, defaults=SHOWS[slug])
        for known in editions:
            load_edition(show, known)


def load_edition(show: TradeShow, known: Known) -> None:
    """Bring one edition to what is known of it; what officers have entered stays."""
    if Edition.objects.filter(show=show, year=known.year, is_entered=True).exists():
        return
    Edition.objects.update_or_create(
        show=show,
        year=known.year,
        defaults={
            "starts_on": known.day(0),
            "ends_on": known.day(1),
            "is_confirmed": known.confirmed,
            "source": known.source,
            "remark": known.remark,
        },
    )
