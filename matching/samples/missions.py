"""An invented mission and an application for it, for the samples of letters; no row is read or written."""

from datetime import UTC, date, datetime

from django.conf import settings

from accounts.models import Agency, Country
from events.models import Application, ApplicationState, Edition, Mission, MissionText, TradeShow
from matching.samples.people import NOWHERE
from startups.models import Company

OPENS_AT = datetime(2027, 1, 11, 8, tzinfo=UTC)
DEADLINE = datetime(2027, 2, 26, 16, tzinfo=UTC)
ANSWER_BY = datetime(2027, 3, 26, 9, tzinfo=UTC)
TITLES = {"fr": "Mission d'exemple", "ja": "見本ミッション", "en": "Sample mission"}
REMARKS = {
    "fr": "Il faudrait une place de plus.",
    "ja": "枠を一つ増やしていただけますでしょうか。",
    "en": "We would need one more seat.",
}
DUE_ON = date(2027, 3, 12)
LATE = {"fr": "Camille Exemple : 2", "ja": "見本 花子：2", "en": "Camille Exemple: 2"}
FAILURES = [
    {"rule": "oldest_years", "wanted": 9, "found": 12},
    {"rule": "stages", "wanted": ["seed", "early"], "found": "idea"},
]


def facts(language: str, *, own: Company, other: Company, is_officer: bool) -> dict:
    """What the letters about missions name."""
    mission = sample_mission(Country(own.country))
    application = Application(
        pk=NOWHERE,
        mission=mission,
        company=own,
        state=ApplicationState.SELECTED,
        answer_by=ANSWER_BY,
        waiting_position=2,
        failures=FAILURES,
    )
    told = {
        "mission": mission,
        "application": application,
        "url": settings.SITE_URL.rstrip("/") + (mission if is_officer else application).get_absolute_url(),
        "country": Country(other.country),
        "remark": REMARKS[language],
        "count": 3,
        "due_on": DUE_ON,
        "late": LATE[language],
        "applicant": other,
    }
    return told if is_officer else told | {"own": own}


def sample_mission(country: Country) -> Mission:
    """A mission of that country, with its texts at hand."""
    is_french = country == Country.FRANCE
    show = TradeShow(name="CEATEC" if is_french else "VivaTech", country=country.other)
    mission = Mission(
        pk=NOWHERE,
        country=country,
        agency=Agency(name="Business France" if is_french else "JETRO", country=country),
        edition=Edition(pk=NOWHERE, show=show, year=2027),
        opens_at=OPENS_AT,
        deadline_at=DEADLINE,
        starts_on=date(2027, 6, 14),
        ends_on=date(2027, 6, 18),
        seats=8,
        deposit=1000,
        currency="EUR",
    )
    texts = [MissionText(mission=mission, language=code, title=title) for code, title in TITLES.items()]
    mission._prefetched_objects_cache = {"texts": texts}  # so that nobody asks the database
    return mission
