"""Which officer is asked for a half: who is there and has least to decide; a lead may give it to another."""

from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Absence, Role, User
from accounts.zones import home_zone
from common.states import TransitionError
from matching.life import timeline
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
    away = Absence.objects.on(timezone.localdate(timezone=ZoneInfo(home_zone(country)))).values("officer")
    present = officers_of(country, match).exclude(pk__in=away)
    return present.annotate(load=load).order_by("load", "-role", "pk").first()


@transaction.atomic
def reassign(approval: Approval, *, officer: User) -> None:
    """Give an undecided half to another officer of the same country."""
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
    Approval.objects.filter(pk=approval.pk).update(assigned_to=officer)


def hand_over(officer: User, *, to: User) -> tuple[int, int]:
    """Give what `officer` has to decide to somebody else: how many halves went, how many could not.

    Each half on its own: one that the other may not decide, or that was decided just now, stops none.
    """
    given = kept = 0
    for approval in Approval.objects.undecided().asked_of([officer]).select_related("match"):
        try:
            reassign(approval, officer=to)
            given += 1
        except TransitionError:
            kept += 1
    return given, kept
