"""One of everything that an address may name, with canaries in whatever is private."""

import time

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.mail import EmailMessage
from django.test import Client
from django.utils import timezone

from accounts import invitations, invited
from accounts.models import Role
from accounts.models.agencies import Agency
from events.meetings import calendars
from mail import outbox
from mail.subscription import Kind
from mail.subscriptions import unsubscribe_url
from matching.life import deciding
from matching.life.links import not_now_url
from matching.models import Contest, Match, Report
from matching.models.outcomes import Milestone
from startups import members
from startups.models import Membership
from tests.factories import (
    AbsenceFactory,
    CompanyFactory,
    FailedEmailFactory,
    LabelClaimFactory,
    LabelFactory,
    MatchFactory,
    MeetingFactory,
    MembershipFactory,
    UserFactory,
)
from tests.matching import stages
from tests.permissions import matches, missions

# Who may ever read what, wherever it might be shown.
FRENCH_OFFICERS = {"french_officer", "french_lead"}
CANARIES = {
    "Canarifamille-fr": {"french_member"} | FRENCH_OFFICERS,
    "canari-fr@example.com": {"french_member"} | FRENCH_OFFICERS,
    "Canarifamille-jp": {"japanese_member", "japanese_officer"},
    "canari-jp@example.com": {"japanese_member", "japanese_officer"},
    "Brouillon canari": {"newcomer"},
    "Signalement canari": FRENCH_OFFICERS,
    "Lettre canari": set(),
    "Échec canari": {"french_lead"},
    "失敗カナリア": set(),
    "canari-invitation@example.com": {"french_lead"},
    "canari-membre@example.com": {"french_member"},
    "canari-collegue@example.com": {"french_member"},
    "canari-video": {"french_member", "japanese_member"},
    "Réponse canari": {"french_member", "japanese_officer"} | FRENCH_OFFICERS,
}
# Whoever has the signed link got it by a letter to that very address, or made it for their own calendar.
TOLD_BY_THE_LINK = {
    "accounts:accept_invitation": {"canari-invitation@example.com"},
    "startups:join": {"canari-membre@example.com"},
    "meetings:feed": {"canari-video"},
    **matches.canaries(),
}


def make() -> dict:
    """People by role, and the arguments of addresses by their name in the table."""
    people = make_people()
    return people | make_companies(people) | make_accounts(people)


def make_people() -> dict:
    """Somebody of each role; who needs a second factor has one."""
    people = {
        "french_member": UserFactory(french=True),
        "japanese_member": UserFactory(japanese=True),
        "newcomer": UserFactory(japanese=True),
        "french_officer": UserFactory(french_officer=True),
        "japanese_officer": UserFactory(japanese_officer=True),
        "french_lead": UserFactory(french_lead=True),
        "reader": UserFactory(reader=True),
        "admin": UserFactory(admin=True),
        "suspended": UserFactory(french_officer=True, is_active=False),
    }
    for person in people.values():
        if person.needs_second_factor:
            TOTP.activate(person, generate_totp_secret())
    return people


def make_companies(people: dict) -> dict:
    """Two published companies, a submitted and a draft one, with what hangs on them."""
    french = company(people["french_member"], "fr", published=True)
    japanese = company(people["japanese_member"], "jp", published=True, japanese=True)
    draft = CompanyFactory(member=people["newcomer"], latin_name="Brouillon canari", japanese=True)
    submitted = CompanyFactory(submitted=True, contact_person__family_name="Canarifamille-fr")
    label = LabelFactory()
    claim = LabelClaimFactory(company=french, label=label)
    introduced = introduced_to(french, people)
    pair = {"french_company": french, "japanese_company": japanese}
    match = MatchFactory(**pair)
    return (
        make_meetings(people, pair)
        | matches.make(french, japanese)
        | missions.make(people, french)
        | {
            "published": [french.pk],
            "draft": [draft.pk],
            "submitted": [submitted.pk],
            "draft_text": [draft.texts.get().pk],
            "claim": [claim.pk],
            **make_members(french, people["french_member"]),
            "match": [match.pk],
            "not_now": [token_of(not_now_url(people["french_member"], match))],
            "unsubscribe": [token_of(unsubscribe_url(people["french_member"], Kind.SUGGESTIONS))],
            "introduced": [introduced.pk],
            "half": [introduced.approvals.get(country="FR").pk],
            "contest": [Contest.objects.create(match=introduced, milestone=Milestone.MEETING).pk],
            "table": ["funnel"],
            "concept": ["humidity-sensor"],
            **make_desk(people, french, japanese),
            "mail": ["account/invitation"],
            "no_mail": ["account/_notice"],
        }
    )


def introduced_to(french, people: dict):
    """A match of the French company that the officers have introduced."""
    match = MatchFactory(
        french_company=french,
        japanese_company=CompanyFactory(published=True, japanese=True, member=UserFactory(japanese=True)),
    )
    for side in (match.french_company, match.japanese_company):
        stages.say_yes(match, side.memberships.get().user, side)
    for country in ("french", "japanese"):
        stages.approve(match, people[f"{country}_officer"])
    return match


def make_members(company, owner) -> dict:
    """A colleague of the owner, and somebody who is invited to the company."""
    colleague = UserFactory(french=True, email="canari-collegue@example.com")
    membership = MembershipFactory(company=company, user=colleague, role=Membership.Role.MEMBER)
    invitation = members.invite(company, owner=owner, email="canari-membre@example.com", language="fr")
    return {
        "membership": [membership.pk],
        "member_invitation": [invitation.pk],
        "member_token": [invited.token(invitation)],
    }


def make_meetings(people: dict, pair: dict) -> dict:
    """A proposal, an agreed meeting and one that is over, and the calendar feed of the French member."""
    given = pair | {"video_link": "https://canari-video.example.com/room"}
    calendars.renew(people["french_member"])
    address = calendars.address_of(people["french_member"].calendar_feed)
    return {
        "proposal": [MeetingFactory(**given).key],
        "agreed": [MeetingFactory(**given, confirmed=True, reconfirm_asked_at=timezone.now()).key],
        "past": [MeetingFactory(**given, past=True).key],
        "feed": [address.rpartition("/")[2].removesuffix(".ics")],
    }


def token_of(url: str) -> str:
    """The last part of a link in a mail."""
    return url.rstrip("/").rpartition("/")[2]


def make_desk(people: dict, french, japanese) -> dict:
    """A match that officers decide, a suggestion to screen and a report."""
    decided, _ = [make_match(state) for state in (Match.State.MUTUAL, Match.State.PROPOSED)]
    deciding.begin(decided)
    report = Report.objects.create(company=french, reported=japanese, text="Signalement canari")
    return {
        "undecided": [decided.approvals.get(country="FR").pk],
        "officer": [people["french_officer"].pk],
        "report": [report.pk],
    }


def make_match(state: str) -> Match:
    """A match of two more companies, whose contact persons are canaries, too."""
    french = company(None, "fr", published=True)
    japanese = company(None, "jp", published=True, japanese=True)
    return MatchFactory(french_company=french, japanese_company=japanese, state=state)


def company(member, side: str, **traits):
    """A company whose contact person is a canary."""
    return CompanyFactory(
        member=member,
        contact_person__family_name=f"Canarifamille-{side}",
        contact_person__email=f"canari-{side}@example.com",
        **traits,
    )


def make_accounts(people: dict) -> dict:
    """An open invitation, a leave, and a letter to somebody else."""
    absence = AbsenceFactory(officer=people["french_officer"], deputy=people["french_lead"])
    invitation = invitations.invite(
        "canari-invitation@example.com",
        Role.OFFICER,
        agency=Agency.objects.get(slug="business-france"),
        language="fr",
        invited_by=people["french_lead"],
    )
    [letter] = outbox.put(EmailMessage("Lettre canari", "Un secret", to=["somebody@example.com"]))
    failed = FailedEmailFactory(subject="Échec canari", user=people["french_member"])
    foreign = FailedEmailFactory(subject="失敗カナリア", user=people["japanese_member"])
    return {
        "absence": [absence.pk],
        "invitation": [invitation.pk],
        "token": [invited.token(invitation)],
        "letter": [letter.pk],
        "failed_letter": [failed.pk],
        "foreign_letter": [foreign.pk],
        "confirmation": ["MQ:forged:key"],
        "reset": ["1", "forged-key"],
    }


def sign_in(client, world: dict, role: str) -> None:
    """Sign the client in as `role`, as after a password typed just now."""
    if role == "anonymous":
        return
    person = world[role]
    client.force_login(person)
    session = client.session
    method = {"method": "password", "at": time.time(), "email": person.email}
    session["account_authentication_methods"] = [method]
    session.save()


def client_of(world: dict, role: str, language: str) -> Client:
    """A client signed in as `role`, whose account is in `language`."""
    world[role].language = language
    world[role].save()
    client = Client()
    sign_in(client, world, role)
    return client
