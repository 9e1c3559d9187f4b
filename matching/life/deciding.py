"""The officers' decision: each country decides its half, and the last approval introduces the two."""

from collections.abc import Sequence
from datetime import date

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.models import Country, User
from accounts.zones import today_in
from common.states import TransitionError
from common.working_days import working_days_after
from events.meetings.wording import name_of
from matching.life import assigning, consents, introducing, letters, timeline
from matching.models import Approval, Match
from matching.models.life import Event

State = Approval.State


def begin(match: Match) -> None:
    """Ask both countries: one half each, due after five working days there."""
    for country in Country:
        Approval.objects.create(
            match=match,
            country=country,
            due_on=working_days_after(today_in(country), settings.MATCHING_WORKING_DAYS_TO_DECIDE, country),
            assigned_to=assigning.least_loaded(country, match),
        )


@transaction.atomic
def approve(approval: Approval, *, officer: User, checks: Sequence[str], wants_copy: bool = False) -> None:
    """Approve the officer's half; when the other half is approved too, the two are introduced at once.

    Approving again changes nothing. Raises TransitionError where somebody else decided, naming who and when.
    """
    approval = locked(approval)
    if _is_repeated(approval, officer, State.APPROVED):
        return
    check_may_approve(approval, officer)
    if not set(Approval.NEEDED_CHECKS) <= set(checks):
        raise TransitionError(
            _("Sanctions, export control and conflicts of interest must be considered first.")
        )

    _decide(approval, State.APPROVED, Event.APPROVE, officer, checks=list(checks), wants_copy=wants_copy)
    other = _other_half(approval)
    if other.state == State.APPROVED:
        introducing.introduce(approval.match)
    else:
        letters.to_officers(other, "match_half_decided", country=Country(approval.country))


@transaction.atomic
def refuse(approval: Approval, *, officer: User, reason: str, explanation: str) -> None:
    """Refuse for the officer's country, which ends the match; both companies are told, without the reason."""
    approval = locked(approval)
    if _is_repeated(approval, officer, State.REFUSED):
        return
    check_may_decide(approval, officer)
    _decide(approval, State.REFUSED, Event.REFUSE, officer, reason=reason, explanation=explanation)
    consents.withdraw_all(approval.match)
    letters.to_both(approval.match, "match_refused")
    other = _other_half(approval)
    letters.to_officers(other, "match_half_refused", country=Country(approval.country))


@transaction.atomic
def hold(approval: Approval, *, officer: User, until: date, reason: str, explanation: str) -> None:
    """Put the officer's half on hold, once, for ten working days at most; it is due again on that day."""
    approval = locked(approval)
    if _is_repeated(approval, officer, State.HELD):
        return
    check_may_hold(approval, officer)
    if not may_hold_until(until, latest_hold(approval.country)):
        raise TransitionError(_("A hold ends after today and within ten working days."))
    _decide(
        approval,
        State.HELD,
        Event.HOLD,
        officer,
        reason=reason,
        explanation=explanation,
        held_until=until,
        due_on=until,
    )


def latest_hold(country: str) -> date:
    """The last day a hold that begins today may end on."""
    return working_days_after(timezone.localdate(), settings.MATCHING_WORKING_DAYS_ON_HOLD, country)


def may_hold_until(until: date, latest: date) -> bool:
    """Whether a hold that begins today may end on that day."""
    return timezone.localdate() < until <= latest


def locked(approval: Approval) -> Approval:
    """The half as it is now. The match is held first, so that two halves at once both see each other."""
    match = timeline.locked(approval.match)
    approval = Approval.objects.select_for_update(of=["self"]).select_related("officer").get(pk=approval.pk)
    approval.match = match
    return approval


def _decide(
    approval: Approval, state: str, event: Event, officer: User, *, reason: str = "", **changes
) -> None:
    now = timezone.now()
    ends = {"decided_by": officer, "decided_at": now} if event == Event.REFUSE else {}
    side = {"actor": officer, "side": approval.country, "reason": reason}
    timeline.happen(approval.match, event, **side, **ends)
    decision = {"officer": officer, "decided_at": now, "reason": reason}
    approval.move_to(state, **decision, **changes)


def _is_repeated(approval: Approval, officer: User, state: str) -> bool:
    return approval.state == state and approval.officer == officer


def _other_half(approval: Approval) -> Approval:
    other = Country(approval.country).other
    half = Approval.objects.select_related("officer", "assigned_to").get(match=approval.match, country=other)
    half.match = approval.match
    return half


def check_may_approve(approval: Approval, officer: User) -> None:
    """Raise TransitionError where `approve` would, whatever was considered."""
    check_may_decide(approval, officer)
    _check_still_wanted(approval.match)


def check_may_hold(approval: Approval, officer: User) -> None:
    """Raise TransitionError where `hold` would, on whatever day it ends."""
    check_may_decide(approval, officer)
    if approval.held_until:
        raise TransitionError(_("This match has been on hold once already. Please decide now."))


def check_may_decide(approval: Approval, officer: User) -> None:
    """Raise TransitionError unless this officer may decide this half now."""
    if not approval.is_undecided:
        raise TransitionError(
            _("The half of %(country)s has been decided already: %(state)s.")
            % {"country": approval.get_country_display(), "state": approval.get_state_display()},
            decided_by=approval.officer,
            decided_at=approval.decided_at,
        )
    if approval.match.state != Match.State.MUTUAL:
        timeline.refuse(approval.match)
    if not assigning.officers_of(approval.country, approval.match).filter(pk=officer.pk).exists():
        raise TransitionError(
            _("You may not decide on this match: it is your own company's, or not your country's.")
        )
    if _other_half(approval).officer == officer:
        raise TransitionError(_("You have decided the other half: a second person decides this one."))


def _check_still_wanted(match: Match) -> None:
    """Raise TransitionError unless both profiles are published and both contact persons still agree."""
    for company in (match.french_company, match.japanese_company):
        if not company.is_published:
            text = _("The profile of %(company)s is not published at the moment.")
            raise TransitionError(text % {"company": company})
        if gap := consents.gap(match, company):
            name = name_of(company, get_language())
            raise TransitionError(_("%(company)s: %(why)s") % {"company": name, "why": gap.label})
