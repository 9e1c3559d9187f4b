"""What the two companies answer to a suggestion: interest, not now, and taking back."""

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from common.states import TransitionError
from matching.life import consents, deciding, letters, links, timeline
from matching.models import Interest, Match
from matching.models.life import STEPS, Event
from startups.models import Company

State = Match.State
GONE = (Company.State.WITHDRAWN, Company.State.SUSPENDED, Company.State.EXPIRED, Company.State.ERASED)


@transaction.atomic
def express_interest(match: Match, *, company: Company, member: User, note: str = "") -> None:
    """Say yes for `company`; saying it again changes nothing. The second side's yes goes to the officers.

    The contact person of the company has agreed before (`consents.give`). Raises TransitionError where the
    match cannot be answered any more, the consent is missing, or too many interests of the company are open.
    """
    match = timeline.locked(match)
    if match.interests.filter(company=company).exists() and match.state in (State.INTEREST, State.MUTUAL):
        return

    _check_both_published(match)
    _check_consent(match, company)
    first = match.state == State.SUGGESTED
    if first:
        _check_quota(company)
    now = timezone.now()
    event, moment = (Event.INTEREST, "interest_at") if first else (Event.ANSWER, "mutual_at")
    timeline.happen(match, event, actor=member, side=company.country, **{moment: now})
    Interest.objects.create(match=match, company=company, member=member, note=note, stated_at=now)
    if first:
        links.ask_members(match.other_side(company), "match_interest", match, note=note)
    else:
        deciding.begin(match)
        letters.to_both(match, "match_mutual")


@transaction.atomic
def decline(match: Match, *, company: Company, member: User, reason: str) -> None:
    """Say "not now" for `company`: not again for 180 days, and the other side is not told why."""
    match = timeline.locked(match)
    if match.state == State.DECLINED and match.decided_by == member:
        return
    if match.interests.filter(company=company).exists():
        timeline.refuse(match, _("Your company is interested already: take the interest back instead."))

    was_awaited = match.state == State.INTEREST
    timeline.happen(
        match,
        Event.DECLINE,
        actor=member,
        side=company.country,
        reason=reason,
        decline_reason=reason,
        **_ended_by(member),
    )
    consents.withdraw_all(match)
    if was_awaited:
        letters.to_members(match.other_side(company), "match_not_now", match)


@transaction.atomic
def withdraw(match: Match, *, company: Company, member: User) -> None:
    """Take the match back for `company`, before anybody is introduced; the other side is told neutrally."""
    match = timeline.locked(match)
    if match.state == State.WITHDRAWN and match.decided_by == member:
        return
    end(match, Event.WITHDRAW, company=company, member=member)


def end(match: Match, event: Event, *, company: Company | None = None, member: User | None = None) -> None:
    """End a locked match before an introduction; whoever knew of an interest is told neutrally.

    `company` ends it; None when nobody did, but a profile is no longer there.
    """
    told = match.state in (State.INTEREST, State.MUTUAL)
    side = company.country if company else ""
    timeline.happen(match, event, actor=member, side=side, **_ended_by(member))
    consents.withdraw_all(match)
    if told and company:
        letters.to_members(match.other_side(company), "match_withdrawn", match)
    elif told:
        letters.to_both(match, "match_withdrawn")


@transaction.atomic
def end_without(company: Company) -> None:
    """End what waits for a company that left or was suspended. One that changes its profile comes back."""
    if company.state not in GONE:
        return
    for match in Match.objects.involving(company).filter(state__in=STEPS[Event.CANCEL].starts).order_by("pk"):
        end(timeline.locked(match), Event.CANCEL)


def _ended_by(member: User | None) -> dict:
    return {"decided_by": member, "decided_at": timezone.now()}


def _check_both_published(match: Match) -> None:
    for company in (match.french_company, match.japanese_company):
        if not company.is_published:
            text = _("The profile of %(company)s is not published at the moment. Please try again later.")
            raise TransitionError(text % {"company": company})


def _check_consent(match: Match, company: Company) -> None:
    if not consents.is_valid(match, company):
        raise TransitionError(
            _("The contact person of %(company)s has not agreed yet to be named.") % {"company": company}
        )


def _check_quota(company: Company) -> None:
    # The row is held, so that two members at once do not both take the last place.
    Company.objects.select_for_update(of=["self"], no_key=True).get(pk=company.pk)
    number = Interest.objects.unanswered().filter(company=company).count()
    if number >= settings.MATCHING_OPEN_INTERESTS:
        text = _(
            "%(company)s waits for %(number)s answers already, the most at a time. "
            "Take one back, or wait until one is answered."
        )
        raise TransitionError(text % {"company": company, "number": number})
