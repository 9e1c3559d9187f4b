"""All outcomes as one table for the agencies: one row per introduction, both reports side by side."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import Country, User
from matching.models import Match, Outcome
from matching.models.outcomes import AgreementKind, Milestone

Row = list[Any]


def head() -> list[str]:
    """The names of the columns."""
    sides = [
        f"{country.label}: {name}"
        for country in Country
        for name in (_("answered on"), _("meeting"), _("agreements"), _("benefit (1–5)"))
    ]
    facts = [_("French company"), _("Japanese company"), _("introduced on"), _("milestone")]
    return [*facts, *sides, _("counts"), _("contested")]


def rows(officer: User) -> Iterator[Row]:
    """One row per introduction and milestone that a side has answered; no names of people.

    What concerns the officer's own company is left out.
    """
    matches = Match.objects.filter(introduced_at__isnull=False).without_own_companies(officer)
    matches = matches.select_related("french_company", "japanese_company")
    matches = matches.prefetch_related("outcomes", "agreements", "contests").order_by("introduced_at", "pk")
    for match in matches.iterator(chunk_size=500):
        for milestone in Milestone:
            answers = {one.company_id: one for one in match.outcomes.all() if _answers(one, milestone)}
            if answers:
                yield _row(match, milestone, answers)


def _answers(outcome: Outcome, milestone: Milestone) -> bool:
    return outcome.milestone == milestone and outcome.reported_at is not None


def _row(match: Match, milestone: Milestone, answers: dict[int, Outcome]) -> Row:
    companies = (match.french_company, match.japanese_company)
    sides = [cell for company in companies for cell in _side(answers.get(company.pk))]
    counts = "; ".join(str(AgreementKind(one.kind).label) for one in match.agreements.all())
    open_contests = {one.milestone for one in match.contests.all() if one.settled_at is None}
    contested = _("yes") if milestone in open_contests else ""
    names = [company.legal_name for company in companies]
    return [*names, match.introduced_at.date(), milestone.label, *sides, counts, contested]


def _side(outcome: Outcome | None) -> Row:
    if outcome is None:
        return ["", "", "", ""]
    agreements = "; ".join(map(str, outcome.agreement_names))
    return [outcome.reported_at.date(), outcome.get_meeting_display(), agreements, outcome.benefit or ""]
