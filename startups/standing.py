"""What happens to a profile beside its review: appeal, suspension and withdrawal."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from common.states import TransitionError
from startups.models import Company, Decision
from startups.publishing import locked, write_to_members
from startups.signals import profile_changed

State = Company.State


@transaction.atomic
def appeal(company: Company, *, statement: str) -> None:
    """Hand a rejected profile in once more, as it is, for a lead to decide."""
    company = locked(company)
    if company.is_appeal:
        return
    if not company.may_appeal:
        raise TransitionError(_("An appeal is possible once, against a rejection."))
    now = timezone.now()
    company.move_to(State.SUBMITTED, submitted_at=now, appealed_at=now, appeal=statement, reviewer=None)
    write_to_members(company, "profile_received")


@transaction.atomic
def suspend(company: Company, *, lead, explanation: str) -> None:
    """Hide a published profile until a lead reinstates it, and tell its members why."""
    company = locked(company)
    if company.state == State.SUSPENDED:
        return
    company.move_to(State.SUSPENDED, reviewer=lead)
    decision = company.decisions.create(
        officer=lead,
        outcome=Decision.Outcome.SUSPENDED,
        reason=Decision.Reason.OTHER,
        explanation=explanation,
    )
    write_to_members(company, "profile_suspended", decision=decision)
    profile_changed.send(sender=Company, company=company)


@transaction.atomic
def reinstate(company: Company, *, lead) -> None:
    """Show a suspended profile again; it is compared with the others anew."""
    company = locked(company)
    if company.is_published:
        return
    if company.state != State.SUSPENDED:
        raise TransitionError(_("Only a suspended profile can be reinstated."))
    version = company.profile_version + 1
    company.move_to(State.PUBLISHED, published_at=timezone.now(), profile_version=version, reviewer=lead)
    company.decisions.create(officer=lead, outcome=Decision.Outcome.PUBLISHED)
    write_to_members(company, "profile_published")
    profile_changed.send(sender=Company, company=company)


@transaction.atomic
def withdraw(company: Company) -> None:
    """Take the company out at its members' wish; they may take it up again as a draft."""
    company = locked(company)
    if company.state == State.WITHDRAWN:
        return
    was_published = company.is_published
    company.move_to(State.WITHDRAWN)
    if was_published:
        profile_changed.send(sender=Company, company=company)
