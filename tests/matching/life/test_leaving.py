"""Whoever leaves a company, by whichever way, is named for it no longer, and those who wait learn why."""

import pytest

from accounts.models import Consent
from common.states import TransitionError
from mail.models import OutgoingEmail
from matching.life import agreeing, consents, deciding
from matching.models.life import Event, State
from startups import members
from startups.models import Contact
from tests.factories import MembershipFactory, UserFactory
from tests.matching import stages
from tests.people import everybody

pytestmark = pytest.mark.django_db
ways = pytest.mark.parametrize("way", ["leave", "removed", "erased"])


@pytest.fixture
def world():
    return everybody()


def owner_of(company):
    """Another owner, who stays."""
    return MembershipFactory(company=company, user=UserFactory(french=True)).user


def go(way: str, person, company, owner) -> None:
    """The person leaves, is taken out by an owner, or their account goes as a whole."""
    own = company.memberships.get(user=person)
    if way == "leave":
        members.leave(company, person=person)
    elif way == "removed":
        company.memberships.filter(pk=own.pk).update(role="member")
        members.remove(own, owner=owner)
    else:
        person.delete()


def kinds_to(person) -> list[str]:
    return list(OutgoingEmail.objects.filter(user=person).order_by("pk").values_list("kind", flat=True))


@ways
def test_match_of_which_the_contact_person_left_cannot_be_approved(world, way):
    match = stages.mutual(world)
    company = match.french_company
    go(way, world["french_member"], company, owner_of(company))

    with pytest.raises(TransitionError, match="has left the company"):
        stages.approve(match, world["japanese_officer"])

    assert stages.fresh(match).state == State.MUTUAL
    assert not consents.valid_for(match, company).exists()
    assert consents.is_valid(match, match.japanese_company)


def test_officers_of_both_countries_and_who_stays_are_told_why(world):
    match = stages.mutual(world)
    owner = owner_of(match.french_company)

    members.leave(match.french_company, person=world["french_member"])

    for country in ("FR", "JP"):
        assert kinds_to(stages.half(match, country).assigned_to)[-1:] == ["match_consent_lapsed"]
    assert "match_contact_left" in kinds_to(owner)
    assert "match_contact_left" not in kinds_to(world["french_member"]) + kinds_to(world["japanese_member"])
    line = match.events.get(event=Event.LAPSE)
    assert (line.side, line.state_before, line.state_after) == ("FR", "mutual", "mutual")


def test_officer_who_has_approved_already_is_not_written_to(world):
    match = stages.mutual(world)
    stages.approve(match, world["french_officer"])
    owner_of(match.french_company)

    members.leave(match.french_company, person=world["french_member"])

    assert "match_consent_lapsed" not in kinds_to(world["french_officer"])


def test_one_letter_tells_of_several_matches(world):
    match = stages.asked(world)
    other = stages.suggested(everybody())
    other.french_company = match.french_company
    other.save()
    stages.say_yes(other, world["french_member"], match.french_company)
    owner = owner_of(match.french_company)

    members.leave(match.french_company, person=world["french_member"])

    [letter] = OutgoingEmail.objects.filter(user=owner, kind="match_contact_left")
    assert match.japanese_company.legal_name in letter.body
    assert other.japanese_company.legal_name in letter.body


def test_new_contact_person_agrees_and_the_match_goes_on(world):
    match = stages.mutual(world)
    company, owner = match.french_company, owner_of(match.french_company)
    members.leave(company, person=world["french_member"])
    Contact.objects.filter(company=company).update(email=owner.email)

    agreeing.agree(match, company=company, person=owner, officers_in_copy=False)
    for side in ("french", "japanese"):
        stages.approve(match, world[f"{side}_officer"])

    assert stages.fresh(match).state == State.INTRODUCED


def test_consent_of_somebody_who_stays_is_untouched(world):
    match = stages.mutual(world)
    colleague = MembershipFactory(company=match.french_company).user

    members.leave(match.french_company, person=colleague)

    assert Consent.objects.valid().count() == 4
    deciding.check_may_approve(stages.half(match, "FR"), world["french_officer"])


def test_other_side_no_longer_reads_whom_to_write_to_after_the_introduction(world):
    match = stages.introduced(world)
    owner_of(match.french_company)
    before = match.events.count()

    members.leave(match.french_company, person=world["french_member"])

    assert not consents.is_valid(match, match.french_company)
    assert (stages.fresh(match).state, match.events.count()) == (State.INTRODUCED, before)


@pytest.mark.parametrize(
    ("change", "gap"),
    [
        (None, None),
        ("details", consents.Gap.CHANGED),
        ("taken_back", consents.Gap.TAKEN_BACK),
        ("left", consents.Gap.LEFT),
        ("nobody", consents.Gap.MISSING),
    ],
)
def test_gap_says_why_nobody_may_be_named(world, change, gap):
    match = stages.suggested(world) if change == "nobody" else stages.mutual(world)
    company = match.french_company
    if change == "details":
        Contact.objects.filter(company=company).update(email="else@example.com")
    elif change == "taken_back":
        consents.withdraw_all(match)
    elif change == "left":
        company.memberships.all().delete()

    assert consents.gap(match, company) == gap
