"""Confirming that a company holds the label it claims."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from common.states import TransitionError
from mail.letters import send_letter
from startups.models import LabelClaim

LETTERS = {LabelClaim.State.CONFIRMED: "label_confirmed", LabelClaim.State.REFUSED: "label_refused"}


@transaction.atomic
def decide(claim: LabelClaim, *, officer, outcome: str, reason: str = "") -> None:
    """Confirm or refuse a claim, and write to the company's members; one's own decision again is a no-op."""
    claim = LabelClaim.objects.select_for_update(of=["self"]).filter(pk=claim.pk).first()
    if claim is None:
        raise TransitionError(_("The claim was taken back."))
    if claim.state == outcome and claim.decided_by == officer:
        return
    if claim.state != LabelClaim.State.CLAIMED:
        raise TransitionError(
            _("%(claim)s has already been decided: %(state)s.")
            % {"claim": claim, "state": claim.get_state_display()},
            decided_by=claim.decided_by,
            decided_at=claim.decided_at,
        )

    claim.move_to(outcome, decided_by=officer, decided_at=timezone.now(), reason=reason)
    for membership in claim.company.memberships.select_related("user"):
        send_letter(membership.user, LETTERS[LabelClaim.State(outcome)], claim=claim, company=claim.company)
