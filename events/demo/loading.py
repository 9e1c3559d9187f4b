"""Loads the demo's invented missions, one file each; they live up to a state, and days count from today."""

import tomllib
from datetime import date, timedelta
from pathlib import Path

from django.utils import timezone

from common.reference import demo_data
from events.demo.stories import STORIES, Story, officer_of
from events.missions import preparing
from events.models import Cost, Criterion, Edition, Mission, ProgrammeItem
from mail.models import OutgoingEmail

FOLDER = Path(__file__).parent
FACTS = (
    *("country", "seats", "fields", "technologies", "languages", "deposit", "currency"),
    *("interpreter_budget", "rules"),
)
PREPARED = timedelta(days=6)  # from the proposal to the opening


@demo_data
def load_missions() -> None:
    """Make each mission with its applications, unless they are there."""
    if Mission.objects.filter(is_demo=True).exists():
        return
    before = set(OutgoingEmail.objects.values_list("pk", flat=True))
    for path in sorted(FOLDER.glob("*.toml")):
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        STORIES[data["story"]](Story(load_mission(data), data["applicant"]))
    # Written while the story was told: the days they name have moved since.
    OutgoingEmail.objects.exclude(pk__in=before).delete()


def load_mission(data: dict) -> Mission:
    """One mission in preparation with all its parts, and links to the show's own pages."""
    first = _monday_after(data["starts_in_days"])
    opens_at = timezone.now().replace(minute=0, second=0, microsecond=0) + PREPARED
    mission = Mission(
        edition=Edition.objects.upcoming().filter(show__slug=data["show"]).last(),
        starts_on=first,
        ends_on=first + timedelta(days=data["lasts_days"] - 1),
        opens_at=opens_at,
        deadline_at=opens_at + timedelta(days=data["call_days"]),
        is_demo=True,
        **{name: data[name] for name in FACTS},
    )
    preparing.create(mission, by=officer_of(data["country"]))
    for language, text in data["text"].items():
        theme = ("" if language == "ja" else " ").join(text["theme"].split("\n")).strip()
        mission.texts.create(language=language, title=text["title"], theme=theme)
    for position, criterion in enumerate(data["criterion"], start=1):
        Criterion.objects.create(mission=mission, position=position, **criterion)
    Cost.objects.bulk_create(Cost(mission=mission, **cost) for cost in data["costs"])
    for item in data["programme"]:
        day = first + timedelta(days=item["day"])
        ProgrammeItem.objects.create(mission=mission, **item | {"day": day})
    for document in data["documents"]:
        mission.documents.create(**document)
    return mission


def _monday_after(days: int) -> date:
    """The first Monday from so many days ahead: delegations work on weekdays."""
    day = timezone.localdate() + timedelta(days=days)
    return day + timedelta(days=-day.weekday() % 7)
