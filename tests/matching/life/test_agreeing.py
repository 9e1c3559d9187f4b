"""The contact person's own part: who they are, agreeing, and taking it back."""

import pytest

from accounts.models import Consent
from common.states import TransitionError
from matching.life import agreeing, answering, consents
from matching.models.life import State
from tests.factories import MembershipFactory, UserFactory
from tests.matching import stages
from tests.people import everybody

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return everybody()


def consent_of(match, company, purpose=Consent.Purpose.INTRODUCTION) -> Consent:
    return Consent.objects.get(subject=consents.subject(match, company), purpose=purpose)


def test_contact_person_is_known_by_a_confirmed_address(world):
    company = stages.suggested(world).french_company
    person, other = UserFactory(email=company.contact.email), UserFactory()
    for member in (person, other):
        MembershipFactory(company=company, user=member)

    assert [agreeing.is_contact_person(member, company) for member in (person, other)] == [True, False]


def test_address_that_nobody_confirmed_proves_nothing(world):
    company = stages.suggested(world).french_company
    person = UserFactory(email=company.contact.email, unverified=True)
    MembershipFactory(company=company, user=person)

    assert not agreeing.is_contact_person(person, company)


@pytest.mark.parametrize("is_same", [True, False])
def test_contact_person_is_known_by_name(world, is_same):
    company = stages.suggested(world).french_company
    person = world["french_member"]
    person.given_name = company.contact.given_name.upper()
    person.family_name = company.contact.family_name if is_same else "Another"
    MembershipFactory(company=company)

    assert agreeing.is_contact_person(person, company) == is_same


def test_only_member_without_a_name_may_say_that_they_are_the_contact(world):
    company = stages.suggested(world).french_company
    alone = agreeing.is_contact_person(world["french_member"], company)
    MembershipFactory(company=company)

    assert (alone, agreeing.is_contact_person(world["french_member"], company)) == (True, False)


def test_nobody_agrees_for_somebody_else(world):
    match = stages.suggested(world)
    person = UserFactory(family_name="Another")
    MembershipFactory(company=match.french_company, user=person)

    with pytest.raises(TransitionError, match="Only the contact person"):
        agreeing.agree(match, company=match.french_company, person=person, officers_in_copy=False)

    assert Consent.objects.count() == 0


@pytest.mark.parametrize("make", [stages.asked, stages.mutual])
def test_consent_taken_back_ends_the_match_that_rests_on_it(world, make):
    match = make(world)

    agreeing.take_back(consent_of(match, match.french_company), person=world["french_member"])

    assert stages.fresh(match).state == State.WITHDRAWN
    assert Consent.objects.valid().count() == 0


def test_consent_taken_back_before_the_interest_ends_nothing(world):
    match = stages.suggested(world)
    own = {"company": match.french_company, "person": world["french_member"]}
    agreeing.agree(match, **own, officers_in_copy=True)

    agreeing.take_back(consent_of(match, match.french_company), person=world["french_member"])

    assert stages.fresh(match).state == State.SUGGESTED
    assert Consent.objects.valid().count() == 0


def test_officers_in_copy_is_taken_back_by_itself(world):
    match = stages.mutual(world)
    copy = consent_of(match, match.french_company, Consent.Purpose.OFFICERS_IN_COPY)

    agreeing.take_back(copy, person=world["french_member"])

    assert stages.fresh(match).state == State.MUTUAL
    assert consents.is_valid(match, match.french_company)
    assert not consents.officers_may_be_in_copy(match)


def test_consent_cannot_be_taken_back_after_the_introduction(world):
    match = stages.introduced(world)

    with pytest.raises(TransitionError, match="have been introduced already"):
        agreeing.take_back(consent_of(match, match.french_company), person=world["french_member"])

    assert consents.is_valid(match, match.french_company)


def test_taking_back_twice_changes_nothing(world):
    match = stages.asked(world)
    consent = consent_of(match, match.french_company)
    agreeing.take_back(consent, person=world["french_member"])
    events = match.events.count()

    agreeing.take_back(consent, person=world["french_member"])

    assert match.events.count() == events


def test_declined_match_leaves_no_consent_in_force(world):
    match = stages.asked(world)
    own = {"company": match.japanese_company, "member": world["japanese_member"]}

    answering.decline(match, **own, reason="timing")

    assert Consent.objects.valid().count() == 0
