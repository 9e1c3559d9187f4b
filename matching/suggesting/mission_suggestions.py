"""Which missions are suggested to which companies: those the theme fits, while the call is open."""

import hashlib
import json

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.models import Country
from events.missions import checking
from events.models import Mission
from matching.models import MissionRanking, MissionSuggestion
from matching.one_by_one import one_by_one
from matching.suggesting import targets
from matching.suggesting.targets import RankedCompany
from startups.models import Company

HOSTS = 500  # companies of the host country that are remembered as near to the theme
CHANGED = ["state", "score", "similarity", "explanation", "ranking_version", "suggested_at"]
State = MissionSuggestion.State


def refresh_due() -> None:
    """Rank companies for every mission that opened or changed, or around which profiles changed."""
    take_back_closed()
    one_by_one(missions_due(), refresh_mission)


def missions_due() -> list[Mission]:
    """Open missions that are new, or whose texts, companies or ranking changed since."""
    missions = list(Mission.objects.open_now().select_related("ranking").prefetch_related("texts"))
    states = {country: targets.state(country) for country in Country} if missions else {}
    return [one for one in missions if texts_of(one) and _known(one) != fingerprint(one, states)]


def fingerprint(mission: Mission, states: dict[str, str]) -> str:
    """A name for everything the suggestions of a mission depend on; `states` are those of both countries."""
    made_of = [
        texts_of(mission),
        mission.country,
        mission.rules,
        mission.deadline_at.isoformat(),
        [states[country] for country in Country],
        settings.MATCHING_MISSION_SUGGESTIONS,
    ]
    return hashlib.sha256(json.dumps(made_of, sort_keys=True).encode()).hexdigest()


@transaction.atomic
def refresh_mission(mission: Mission) -> None:
    """Rank the sending country's companies for one mission. What anyone has answered stays as it is."""
    MissionRanking.objects.get_or_create(mission=mission)
    ranking = MissionRanking.objects.select_for_update().get(mission=mission)
    # Before anything is read: what changes meanwhile makes the mission due again.
    made_of = fingerprint(mission, {country: targets.state(country) for country in Country})
    if ranking.fingerprint == made_of:
        return  # another worker was quicker
    texts = texts_of(mission)
    write(mission, for_whom(mission, texts))
    near = targets.fitting(texts, country=mission.host, limit=HOSTS)
    ranking.hosts = sorted(int(one.id) for one in near)
    ranking.fingerprint, ranking.ranked_at = made_of, timezone.now()
    ranking.save()


def for_whom(mission: Mission, texts: dict[str, str]) -> list[RankedCompany]:
    """The companies the theme fits best, without those that have applied or do not meet the conditions."""
    limit = settings.MATCHING_MISSION_SUGGESTIONS
    applied = set(mission.applications.values_list("company_id", flat=True))
    ranked = targets.rank_companies(texts, country=mission.country, limit=2 * limit, excluded=applied)
    companies = Company.objects.in_bulk([one.company_id for one in ranked])
    return [one for one in ranked if not checking.failures_of(companies[one.company_id], mission)][:limit]


def write(mission: Mission, found: list[RankedCompany]) -> None:
    """Make or change a row for each, and take back what nobody answered and is no longer found."""
    known = {row.company_id: row for row in mission.suggestions.select_for_update().order_by("pk")}
    new, changed = [], []
    for one in found:
        row = known.get(one.company_id)
        if row is None:
            new.append(as_row(MissionSuggestion(mission=mission, company_id=one.company_id), one))
        elif row.state in (State.SUGGESTED, State.SUPERSEDED):
            changed.append(as_row(row, one))
    MissionSuggestion.objects.bulk_create(new)
    MissionSuggestion.objects.bulk_update(changed, CHANGED)
    kept = [one.company_id for one in found]
    mission.suggestions.untouched().exclude(company__in=kept).update(state=State.SUPERSEDED)


def as_row(row: MissionSuggestion, one: RankedCompany) -> MissionSuggestion:
    """The row as the ranking has it, not saved yet; one that comes back is suggested from now."""
    if row.state == State.SUPERSEDED:
        row.state, row.suggested_at = State.SUGGESTED, timezone.now()
    row.score, row.similarity = one.score, one.similarity
    row.explanation, row.ranking_version = one.explanation.to_json(), one.version
    return row


def take_back_closed() -> None:
    """Take back what nobody answered before the call closed, and what names a company that left."""
    rows = MissionSuggestion.objects.untouched()
    rows.exclude(mission__in=Mission.objects.open_now().values("pk")).update(state=State.SUPERSEDED)
    rows.exclude(company__state=Company.State.PUBLISHED).update(state=State.SUPERSEDED)


def texts_of(mission: Mission) -> dict[str, str]:
    """Title and theme by language."""
    return {text.language: f"{text.title}\n{text.theme}" for text in mission.texts.all()}


def _known(mission: Mission) -> str:
    ranking = getattr(mission, "ranking", None)
    return ranking.fingerprint if ranking else ""
