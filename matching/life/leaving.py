"""Whoever leaves a company takes along what they agreed to for it, and those who waited for it learn why."""

from collections.abc import Iterable

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import Consent, User
from mail.letters import send_letter
from matching.life import consents, letters, timeline
from matching.models import Approval, Match
from matching.models.life import STEPS, Event
from startups.models import Company


@transaction.atomic
def end_consents_of(person: User, company: Company) -> None:
    """End the consents that `person` gave for `company`. A match that rests on one waits for a new one."""
    given = Consent.objects.valid().filter(person=person, subject__endswith=f":{company.pk}")
    pks = consents.matches_of(given.order_by("pk"))
    matches = [timeline.locked(match) for match in Match.objects.filter(pk__in=pks).order_by("pk")]
    given.update(withdrawn_at=timezone.now())
    waiting = [match for match in matches if _rests_on(company, match)]
    for match in waiting:
        timeline.happen(match, Event.LAPSE, side=company.country)
        _tell_officers(match, company)
    if waiting:
        _tell_others(person, company, waiting)


def _rests_on(company: Company, match: Match) -> bool:
    """Whether the company has said yes to it, and nobody has been introduced yet."""
    return match.state in STEPS[Event.LAPSE].starts and match.interests.filter(company=company).exists()


def _tell_officers(match: Match, company: Company) -> None:
    for half in Approval.objects.filter(match=match).undecided().select_related("assigned_to"):
        half.match = match
        letters.to_officers(half, "match_consent_lapsed", company=company)


def _tell_others(leaver: User, company: Company, matches: Iterable[Match]) -> None:
    others = [match.other_side(company) for match in matches]
    url = letters.address(reverse("matching:matches"))
    for person in letters.members_of(company).exclude(pk=leaver.pk):
        send_letter(person, "match_contact_left", own=company, others=others, url=url)
