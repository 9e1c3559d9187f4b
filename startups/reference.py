"""The label programmes of both countries and their rounds, with their sources."""

from accounts.models import Country
from common.reference import reference_data
from startups.models import Label, Programme

PROGRAMMES = [
    ("j-startup", "J-Startup", Country.JAPAN),
    ("next40-120", "French Tech Next40/120", Country.FRANCE),
    ("french-tech-2030", "French Tech 2030", Country.FRANCE),
]
LABELS = [
    ("j-startup", "2018", "thebridge.jp 2018/06; jwing.net"),
    ("j-startup", "2019", "xtrend.nikkei 00013/00483; jwing.net"),
    ("j-startup", "2021", "cyber.ne.jp vol20211021-02"),
    ("j-startup", "2023", "jwing.net"),
    ("j-startup", "2025", "univ-journal.jp/256198; jwing.net"),
    ("next40-120", "2020", "latribune.fr 837543"),
    # The lists change every year; the later ones have no source of their own yet.
    *(("next40-120", str(year), "") for year in range(2021, 2026)),
    ("french-tech-2030", "2023", "usine-digitale N2143292"),
    ("french-tech-2030", "2025", "air-cosmos 70636"),
]


@reference_data
def load_labels() -> None:
    """Make or bring up to date every programme and label."""
    for slug, name, country in PROGRAMMES:
        Programme.objects.update_or_create(slug=slug, defaults={"name": name, "country": country})
    for slug, edition, source in LABELS:
        programme = Programme.objects.get(slug=slug)
        Label.objects.update_or_create(programme=programme, edition=edition, defaults={"source": source})
