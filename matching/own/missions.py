"""Suggested missions as a company reads them: why, until when, and how many of its matches are there."""

from collections.abc import Sequence
from dataclasses import dataclass

from accounts.models import Country
from events.missions import checking, condition_wording
from events.models import Mission
from matching.models import Match, MissionSuggestion
from matching.models.life import State
from matching.own.presenting import FIRST_REASONS, Reason, reasons_of
from matching.thesaurus.concepts import Thesaurus
from matching.wording import thesaurus_in_use
from startups.models import Company

MOST_SHOWN = 5  # on the board of matches
GOOD = (State.SUGGESTED, State.INTEREST, State.MUTUAL, State.INTRODUCED)  # suggested still, or under way


@dataclass(frozen=True)
class Theme:
    """The mission's side of a reason: it is quoted in the company's own language."""

    country: Country
    home_language: str


@dataclass(frozen=True)
class MissionCard:
    """One suggested mission from the side of its company."""

    suggestion: MissionSuggestion
    own: Company
    other: Theme
    reasons: list[Reason]
    matches: int  # of the company, in the country of the show
    near: int  # of these, whose own work the theme fits, too

    @property
    def mission(self) -> Mission:
        return self.suggestion.mission

    @property
    def main_reasons(self) -> list[Reason]:
        return self.reasons[:FIRST_REASONS]

    @property
    def similarity(self) -> int:
        """The fit in per cent."""
        return round(100 * self.suggestion.score)


def cards_for(company: Company, language: str, *, most: int = MOST_SHOWN) -> list[MissionCard]:
    """The missions suggested to `company` that wait for an answer, the best fit first."""
    waiting = company.mission_suggestions.on_the_list().with_mission()[:most]
    thesaurus = thesaurus_in_use()
    others = good_matches(company) if waiting else []
    return [card_of(one, language, thesaurus, others) for one in waiting]


def card_of(
    suggestion: MissionSuggestion, language: str, thesaurus: Thesaurus, others: list[Company]
) -> MissionCard:
    """One suggestion in the reader's language; `others` are the companies of its good matches."""
    mission, company = suggestion.mission, suggestion.company
    there = [other.pk for other in others if other.country == mission.host]
    near = near_the_theme(mission)
    return MissionCard(
        suggestion=suggestion,
        own=company,
        other=Theme(mission.host, company.home_language),
        reasons=reasons_of(suggestion.explanation["shared"], company, language, thesaurus),
        matches=len(there),
        near=len(near.intersection(there)),
    )


def good_matches(company: Company) -> list[Company]:
    """The companies it was matched with and may know of, whose match is suggested still or under way."""
    return good_matches_of([company], company.country)[company.pk]


def good_matches_of(companies: Sequence[Company], country: str) -> dict[int, list[Company]]:
    """The same for several companies of one country, in one question."""
    known = Match.objects.for_companies(companies, country).filter(state__in=GOOD)
    found: dict[int, list[Company]] = {company.pk: [] for company in companies}
    for match in known.select_related("french_company", "japanese_company"):
        pair = (match.french_company, match.japanese_company)
        own, other = pair if country == Country.FRANCE else reversed(pair)
        found[own.pk].append(other)
    return found


def near_the_theme(mission: Mission) -> set[int]:
    """The companies of the host country whose work the theme fits, too."""
    ranking = getattr(mission, "ranking", None)
    return set(ranking.hosts) if ranking else set()


def unmet(suggestion: MissionSuggestion) -> list[str]:
    """The conditions of the mission that the company does not meet, in the reader's language."""
    found = checking.failures_of(suggestion.company, suggestion.mission)
    return [condition_wording.failure(each.as_data()) for each in found]
