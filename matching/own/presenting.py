"""A match as one of its companies reads it: reasons in the reader's language, give and get from its side."""

from dataclasses import dataclass

from accounts.models import Country
from matching.models import Match
from matching.thesaurus.concepts import Thesaurus
from matching.wording import thesaurus_in_use
from startups.models import Company, ProfileText

FIRST_REASONS = 3


@dataclass(frozen=True)
class Reason:
    """One shared concept: its share of the similarity in per cent, and the words each side used."""

    label: str
    percent: int
    own_words: list[str]
    other_words: list[str]


@dataclass(frozen=True)
class Suggestion:
    """One match from the side of `own`."""

    match: Match
    own: Company
    other: Company
    reasons: list[Reason]
    gives: list[Reason]
    gets: list[Reason]
    similarity: int
    text: ProfileText | None  # of the other company, as it wrote it

    @property
    def main_reasons(self) -> list[Reason]:
        return self.reasons[:FIRST_REASONS]


def suggestion_for(
    company: Company, match: Match, language: str, *, thesaurus: Thesaurus | None = None
) -> Suggestion:
    """Turn the stored explanation into what `company` reads in `language`; a list hands its thesaurus in."""
    thesaurus = thesaurus or thesaurus_in_use()
    side, other = _sides(company)

    def reasons(name: str) -> list[Reason]:
        return reasons_of(match.explanation[name], company, language, thesaurus)

    return Suggestion(
        match=match,
        own=company,
        other=match.other_side(company),
        reasons=reasons("shared"),
        gives=reasons(f"{side}_gives"),
        gets=reasons(f"{other}_gives"),
        similarity=round(100 * match.score),
        text=match.other_side(company).text_for(language),
    )


def reasons_of(stored: list[dict], company: Company, language: str, thesaurus: Thesaurus) -> list[Reason]:
    """Stored reasons from the side of `company`, in the reader's language."""
    side, other = _sides(company)
    return [_reason(shared, side, other, thesaurus.label(shared["concept"], language)) for shared in stored]


def _sides(company: Company) -> tuple[str, str]:
    return ("french", "japanese") if company.country == Country.FRANCE else ("japanese", "french")


def _reason(shared: dict, side: str, other: str, label: str) -> Reason:
    return Reason(
        label=label,
        percent=round(100 * shared["share"]),
        own_words=shared[f"{side}_words"],
        other_words=shared[f"{other}_words"],
    )
