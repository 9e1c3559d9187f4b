"""Matches that officers make themselves, and suggestions that they screen before anybody sees them."""

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Country, User
from common.states import TransitionError
from matching.engine.explanations import explain
from matching.engine.ranking import Ranked, rank
from matching.life import timeline
from matching.models import Match, life
from matching.models.life import Event
from matching.suggesting import indexes, list_rules, vectors
from startups.models import Company


def foresee(french: Company, japanese: Company, *, officer: User) -> Match:
    """The match that `suggest` would make, unsaved; raises TransitionError where it would."""
    _check_may_suggest(french, japanese, officer)
    return Match(french_company=french, japanese_company=japanese, **_reasons(french, japanese))


@transaction.atomic
def suggest(french: Company, japanese: Company, *, officer: User, note: str) -> Match:
    """Put a pair on both companies' lists, with the officer's note and the same reasons as any other.

    A suggestion the ranking had made already becomes the officer's. Raises TransitionError where the pair
    may not be suggested: not published, under way, ended within 180 days, blocked, shown to too many
    already, or the officer's own.
    """
    list_rules.wait_for_our_turn()
    _check_may_suggest(french, japanese, officer)
    found = {
        **_reasons(french, japanese),
        "state": Match.State.SUGGESTED,
        "shown_to_french": True,
        "shown_to_japanese": True,
        "made_by": officer,
        "note": note,
    }
    pair = {"french_company": french, "japanese_company": japanese}
    try:
        return Match.objects.update_or_create(**pair, state__in=life.UNTOUCHED, defaults=found)[0]
    except IntegrityError:
        raise TransitionError(_("Somebody acted on this pair just now.")) from None


@transaction.atomic
def clear(match: Match, *, officer: User) -> None:
    """Let both companies see a suggestion; clearing it again changes nothing."""
    match = timeline.locked(match)
    if match.state == Match.State.SUGGESTED:
        return
    _check_not_own(match, officer)
    timeline.happen(match, Event.CLEAR, actor=officer, side=officer.country, suggested_at=timezone.now())


@transaction.atomic
def turn_down(match: Match, *, officer: User) -> None:
    """Keep a suggestion from both companies; the pair is left alone for 180 days."""
    match = timeline.locked(match)
    if match.state == Match.State.REFUSED and match.decided_by == officer:
        return
    _check_not_own(match, officer)
    ended = {"decided_by": officer, "decided_at": timezone.now()}
    hidden = {"shown_to_french": False, "shown_to_japanese": False}
    timeline.happen(match, Event.TURN_DOWN, actor=officer, side=officer.country, **ended, **hidden)


def _reasons(french: Company, japanese: Company) -> dict:
    """What the engine says of the pair, as a match keeps it."""
    snapshot = vectors.snapshot_in_force()
    bags = [vectors.bags_in(vectors.stored(company)) for company in (french, japanese)]
    score = _score(bags, japanese, snapshot)
    return {
        "score": score.score if score else 0.0,
        "similarity": score.overall if score else 0.0,
        "explanation": explain(*bags, snapshot).to_json(),
        "ranking_version": snapshot.version,
    }


def _score(bags, japanese: Company, snapshot) -> Ranked | None:
    """How the pair scores among all of the other country."""
    index = indexes.index_of(Country.JAPAN, snapshot)
    [query] = snapshot.vectors(bags[:1])
    others = set(index.ids) - {str(japanese.pk)}
    return next(iter(rank(query, index, limit=1, excluded=others)), None)


def _check_may_suggest(french: Company, japanese: Company, officer: User) -> None:
    for company in (french, japanese):
        if not company.is_published:
            raise TransitionError(_("The profile of %(company)s is not published.") % {"company": company})
    if Company.objects.of(officer).filter(pk__in=[french.pk, japanese.pk]).exists():
        raise TransitionError(_("You are a member of one of these companies."))
    pair = Match.objects.taken().involving(french).involving(japanese)
    for match in pair[:1]:
        timeline.refuse(match)
    if (french.pk, japanese.pk) in list_rules.blocked_pairs():
        raise TransitionError(_("One of these companies wants nothing to do with the other."))
    for company, other in ((french, japanese), (japanese, french)):
        _check_exposure(company, to=other)


def _check_exposure(company: Company, *, to: Company) -> None:
    shown = Match.objects.unanswered().showing(company)
    number = shown.count()
    if number >= settings.MATCHING_EXPOSURE_CAP and not shown.involving(to).exists():
        text = _(
            "%(company)s is shown to %(number)s companies already. "
            "Suggest it again once some of them have answered."
        )
        raise TransitionError(text % {"company": company, "number": number})


def _check_not_own(match: Match, officer: User) -> None:
    if Company.objects.of(officer).filter(pk__in=[match.french_company_id, match.japanese_company_id]):
        raise TransitionError(_("You are a member of one of these companies."))
