"""Which officer is asked for a half: whoever has least to decide; a lead may give it to somebody else."""

from django.db import transaction
from django.db.models import Count, Q
from django.utils.translation import gettext as _

from accounts.models import Role, User
from common.states import TransitionError
from matching.models import Approval, Match


def officers_of(country: str, match: Match):
    """The officers of a country who may decide on a match: not those who belong to one of its companies."""
    companies = [match.french_company_id, match.japanese_company_id]
    officers = User.objects.filter(
        role__in=[Role.OFFICER, Role.LEAD], agency__country=country, is_active=True
    )
    return officers.exclude(memberships__company__in=companies)


def least_loaded(country: str, match: Match) -> User | None:
    """The officer with the fewest halves to decide, officers before leads; None where there is nobody."""
    waiting = Q(approvals__state__in=[Approval.State.PENDING, Approval.State.HELD])
    waiting &= Q(approvals__match__state=Match.State.MUTUAL)
    load = Count("approvals", filter=waiting, distinct=True)
    return officers_of(country, match).annotate(load=load).order_by("load", "-role", "pk").first()


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
    if not officers_of(approval.country, approval.match).filter(pk=officer.pk).exists():
        raise TransitionError(_("This officer may not decide on this match."))
    Approval.objects.filter(pk=approval.pk).update(assigned_to=officer)
