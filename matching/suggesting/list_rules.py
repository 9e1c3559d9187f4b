"""What everybody keeps to who writes lists: their limits, pairs to be left alone, one writer at a time."""

from collections.abc import Iterable

from django.conf import settings

from accounts.models import Country
from common.locks import Lock, hold
from matching.engine.sharing import Limits
from matching.life import timeline
from matching.models import Block, Match
from matching.models.life import Event

SEVERAL = 5  # how many times the list's length is ranked, for the lists of the other side


def limits() -> Limits:
    """The limits of the lists, as the settings have them."""
    return Limits(most(), settings.MATCHING_OPEN_SUGGESTIONS, settings.MATCHING_EXPOSURE_CAP)


def most() -> int:
    """How many are ranked for one company."""
    return SEVERAL * settings.MATCHING_OPEN_SUGGESTIONS


def taken_pairs() -> set[tuple[int, int]]:
    """The pairs, the French company first, that the ranking leaves alone for now."""
    matches = set(Match.objects.taken().values_list("french_company_id", "japanese_company_id"))
    return matches | blocked_pairs()


def blocked_pairs() -> set[tuple[int, int]]:
    """The pairs, the French company first, of which one company blocked the other."""
    rows = Block.objects.values_list("company__country", "company_id", "blocked_id")
    return {
        (company, blocked) if country == Country.FRANCE else (blocked, company)
        for country, company, blocked in rows
    }


def first_state() -> str:
    """Where a new suggestion begins: with the officers where they screen, else on the lists."""
    screened = settings.MATCHING_SCREEN_SUGGESTIONS
    return Match.State.PROPOSED if screened else Match.State.SUGGESTED


def supersede(matches: Iterable[Match]) -> None:
    """Take these matches back; nobody acted on them."""
    timeline.happen_to_all(matches, Event.SUPERSEDE, shown_to_french=False, shown_to_japanese=False)


def wait_for_our_turn() -> None:
    """Let no other worker fill a list until the transaction ends."""
    hold(Lock.LISTS)
