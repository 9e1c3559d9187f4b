"""Which officer is asked for a half: who is there and has least to decide; a lead may give it to another."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Absence, Role, User
from accounts.zones import today_in
from common.states import TransitionError
from mail.letters import send_letter
from matching.life import letters, timeline
from matching.models import Approval, Match


def officers_of(country: str, match: Match):
    """The officers of a country who may decide on a match: not those who belong to one of its companies."""
    companies = [match.french_company_id, match.japanese_company_id]
    officers = User.objects.filter(
        role__in=[Role.OFFICER, Role.LEAD], agency__country=country, is_active=True
    )
    return officers.exclude(memberships__company__in=companies)


def least_loaded(country: str, match: Match) -> User | None:
    """The officer with the fewest halves to decide of those not on leave today, officers before leads.

    None where there is nobody.
    """
    waiting = Q(approvals__state__in=[Approval.State.PENDING, Approval.State.HELD])
    waiting &= Q(approvals__match__state=Match.State.MUTUAL)
    load = Count("approvals", filter=waiting, distinct=True)
    away = Absence.objects.on(today_in(country)).values("officer")
    present = officers_of(country, match).exclude(pk__in=away)
    return present.annotate(load=load).order_by("load", "-role", "pk").first()


@transaction.atomic
def reassign(approval: Approval, *, officer: User, by: User) -> None:
    """Give an undecided half to another officer of the same country, who is told by letter."""
    if _give(approval, officer):
        _tell(officer, by, [approval])


@transaction.atomic
def hand_over(officer: User, *, to: User, by: User) -> tuple[int, int]:
    """Give what `officer` has to decide to somebody else, in one letter: how many went, how many could not.

    Each half on its own: one that the other may not decide, or that was decided just now, stops none.
    """
    given, kept = [], 0
    for approval in Approval.objects.undecided().asked_of([officer]).with_match():
        try:
            if _give(approval, to):
                given.append(approval)
        except TransitionError:
            kept += 1
    _tell(to, by, given)
    return len(given), kept


@transaction.atomic
def _give(approval: Approval, officer: User) -> bool:
    """Whether the half is the officer's now and was not before. Raises TransitionError where it cannot be."""
    approval = Approval.objects.select_for_update(of=["self"]).select_related("match").get(pk=approval.pk)
    if not approval.is_undecided:
        raise TransitionError(
            _("%(match)s has been decided already.") % {"match": approval.match},
            decided_by=approval.officer,
            decided_at=approval.decided_at,
        )
    if approval.match.state != Match.State.MUTUAL:
        timeline.refuse(approval.match)
    if not officers_of(approval.country, approval.match).filter(pk=officer.pk).exists():
        raise TransitionError(_("This officer may not decide on this match."))
    return bool(
        Approval.objects.filter(pk=approval.pk).exclude(assigned_to=officer).update(assigned_to=officer)
    )


def _tell(officer: User, by: User, halves: Sequence[Approval]) -> None:
    """Say who has given the officer what; who took it themselves knows."""
    if halves and officer != by:
        url = letters.address(reverse("matching:desk_matches"))
        send_letter(officer, "match_assigned", halves=halves, giver=by, url=url)
