"""The life of a profile: submitted, reviewed by an officer of the home country, published."""

from typing import NoReturn

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from common.states import TransitionError
from mail.letters import send_letter
from startups import registering
from startups.models import Company, Decision
from startups.signals import profile_changed

State = Company.State
LETTERS = {
    Decision.Outcome.PUBLISHED: "profile_published",
    Decision.Outcome.CHANGES_REQUESTED: "profile_changes_requested",
    Decision.Outcome.REJECTED: "profile_rejected",
}


@transaction.atomic
def submit(company: Company) -> None:
    """Hand the profile to the officers of its country; submitting again changes nothing."""
    company = locked(company)
    if company.is_awaiting_officers:
        return

    if not company.is_editable:
        _refuse_naming_the_decision(company)
    if registering.missing(company):
        raise TransitionError(_("The profile is not complete any more: something was removed meanwhile."))
    company.move_to(State.SUBMITTED, submitted_at=timezone.now(), reviewer=None)
    write_to_members(company, "profile_received")


@transaction.atomic
def take(company: Company, *, officer) -> None:
    """Begin the review as `officer`; taking over what a colleague has begun is allowed."""
    company = locked(company)
    if not company.is_awaiting_officers:
        _refuse_naming_the_decision(company)
    if company.state == State.IN_REVIEW:
        Company.objects.filter(pk=company.pk).update(reviewer=officer)
    else:
        company.move_to(State.IN_REVIEW, reviewer=officer)


@transaction.atomic
def publish(company: Company, *, officer, submission: str) -> None:
    """Show the profile to the other side, tell its members and announce it."""
    now = timezone.now()
    decided = _decide(company, officer, submission, Decision.Outcome.PUBLISHED, published_at=now)
    if decided:
        profile_changed.send(sender=Company, company=decided)


@transaction.atomic
def request_changes(company: Company, *, officer, submission: str, reason: str, explanation: str) -> None:
    """Give the profile back to its members with what is to be changed."""
    _decide(company, officer, submission, Decision.Outcome.CHANGES_REQUESTED, reason, explanation)


@transaction.atomic
def reject(company: Company, *, officer, submission: str, reason: str, explanation: str) -> None:
    """Refuse the profile, with the reason."""
    _decide(company, officer, submission, Decision.Outcome.REJECTED, reason, explanation)


@transaction.atomic
def reopen(company: Company) -> None:
    """Take a profile back for changes, or up again; it is hidden until published again."""
    company = locked(company)
    if company.is_editable:
        return

    was_published = company.is_published
    company.move_to(State.DRAFT)
    if was_published:
        profile_changed.send(sender=Company, company=company)


def _decide(company, officer, submission, outcome, reason="", explanation="", **changes) -> Company | None:
    company = locked(company)
    if not company.is_awaiting_officers:
        if _is_own_decision(company, officer, outcome):
            return None
        _refuse_naming_the_decision(company)
    if submission != company.submission:
        raise TransitionError(
            _("The profile of %(company)s was handed in anew since you opened it. Please read it again.")
            % {"company": company}
        )
    if company.is_appeal and not officer.is_lead:
        raise TransitionError(_("This is an appeal: a lead officer decides on it."))
    if company.state == State.SUBMITTED:
        company.move_to(State.IN_REVIEW, reviewer=officer)
    if outcome == Decision.Outcome.PUBLISHED:
        changes["profile_version"] = company.profile_version + 1

    company.move_to(outcome, reviewer=officer, **changes)
    decision = company.decisions.create(
        officer=officer, outcome=outcome, reason=reason, explanation=explanation
    )
    write_to_members(company, LETTERS[outcome], decision=decision)
    return company


def _is_own_decision(company: Company, officer, outcome: str) -> bool:
    last = company.decisions.first()
    return company.state == outcome and last is not None and last.officer == officer


def _refuse_naming_the_decision(company: Company) -> NoReturn:
    last = company.decisions.first()
    raise TransitionError(
        _("The profile of %(company)s has already been decided: %(state)s.")
        % {"company": company, "state": company.get_state_display()},
        decided_by=last and last.officer,
        decided_at=last and last.decided_at,
    )


def locked(company: Company) -> Company:
    """The row as it is now, held until the transaction ends."""
    return Company.objects.select_for_update(of=["self"]).get(pk=company.pk)


def write_to_members(company: Company, letter: str, **context) -> None:
    """Queue a letter to every member, each in their language."""
    for membership in company.memberships.select_related("user"):
        send_letter(membership.user, letter, company=company, **context)
