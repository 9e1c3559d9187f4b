"""Matches of both members at every point of their life; the other side's contact person is a canary."""

from matching.life import answering, blocking, consents, deciding
from matching.models import Approval, Match
from tests.factories import CompanyFactory, MatchFactory, UserFactory

STATES = ("asked", "asking", "mutual", "introduced", "declined", "withdrawn", "blocked")
OFFICERS = {"french_officer", "french_lead", "japanese_officer"}
SEEN_BY_OFFICERS = {"mutual", "introduced"}  # of both countries: the contact persons agreed to that


def canaries() -> dict[str, set[str]]:
    """Who may read the contact data of the company on the other side, by state."""
    found = {}
    for state in STATES:
        for side, member in (("jp", "french_member"), ("fr", "japanese_member")):
            home = {"japanese_officer"} if side == "jp" else {"french_officer", "french_lead"}
            readers = OFFICERS if state in SEEN_BY_OFFICERS else home
            known = {member} if state == "introduced" else set()
            found |= dict.fromkeys((name(state, side), address(state, side)), readers | known)
    return found


def name(state: str, side: str) -> str:
    return f"Canarifamille-{state}-{side}"


def address(state: str, side: str) -> str:
    return f"canari-{state}-{side}@example.com"


def make(french, japanese) -> dict:
    """One match of each member in every state: "asked_fr" is the French member's."""
    officers = UserFactory(french_officer=True), UserFactory(japanese_officer=True)
    made = {}
    for state in STATES:
        for side, own in (("fr", french), ("jp", japanese)):
            other = stranger(state, "jp" if side == "fr" else "fr")
            match = bring_to(state, own, other, officers)
            made[f"{state}_{side}"] = [match.pk]
    asked = Match.objects.get(pk=made["asked_fr"][0])
    consent = consents.given(asked, french)
    blocked = Match.objects.get(pk=made["blocked_fr"][0]).japanese_company
    blocking.block(blocked, company=french, member=member_of(french))
    return {**made, "consent": [consent.pk], "blocked": [blocked.pk]}


def stranger(state: str, side: str):
    """A published company that somebody without a role here belongs to."""
    return CompanyFactory(
        published=True,
        japanese=side == "jp",
        member=UserFactory(japanese=side == "jp", french=side == "fr"),
        contact_person__family_name=name(state, side),
        contact_person__email=address(state, side),
    )


def bring_to(state: str, own, other, officers) -> Match:
    """A match between the two in this state, as `own` sees it."""
    french, japanese = (own, other) if own.country == "FR" else (other, own)
    match = MatchFactory(french_company=french, japanese_company=japanese)
    first, second = (other, own) if state in ("asking", "declined") else (own, other)
    say_yes(match, first)
    if state in ("mutual", "introduced", "withdrawn"):
        say_yes(match, second)
    if state == "declined":
        answering.decline(match, company=own, member=member_of(own), reason="timing")
    if state in ("withdrawn", "blocked"):
        ends = {"withdrawn": answering.withdraw, "blocked": withdraw_by_block}
        ends[state](match, company=other, member=member_of(other))
    for officer in officers if state == "introduced" else ():
        half = match.approvals.get(country=officer.country)
        deciding.approve(half, officer=officer, checks=[str(check) for check in Approval.NEEDED_CHECKS])
    return match


def say_yes(match: Match, company) -> None:
    """The consent of the contact person, and the interest with a note."""
    member = member_of(company)
    consents.give(match, company, person=member, language=member.language, officers_in_copy=True)
    answering.express_interest(match, company=company, member=member, note="We would like to try it.")


def withdraw_by_block(match: Match, *, company, member) -> None:
    """What a block by the other side looks like."""
    blocking.block(match.other_side(company), company=company, member=member)


def member_of(company):
    return company.memberships.earliest("pk").user
