"""One company's profile, for those who may see it: nothing private, nothing unconfirmed."""

import pytest
from django.urls import reverse

from startups.models import Company, LabelClaim
from tests.factories import CompanyFactory, LabelClaimFactory, UserFactory

pytestmark = pytest.mark.django_db
VISITORS = {
    "own member": lambda company: company.memberships.get().user,
    "member of the other side": lambda company: member_of(japanese=True, published=True),
    "member of the own side": lambda company: member_of(published=True),
    "home officer": lambda company: UserFactory(french_officer=True),
    "host officer": lambda company: UserFactory(japanese_officer=True),
    "reader": lambda company: UserFactory(reader=True),
}
OTHERS = {role: visitor for role, visitor in VISITORS.items() if role != "own member"}
by_visitor = pytest.mark.parametrize("visitor", VISITORS.values(), ids=VISITORS)
by_other = pytest.mark.parametrize("visitor", OTHERS.values(), ids=OTHERS)


def member_of(**traits):
    user = UserFactory()
    CompanyFactory(member=user, **traits)
    return user


def visit(client, company, visitor):
    """What the profile answers somebody, in English."""
    user = visitor(company)
    user.language = "en"
    user.save()
    client.force_login(user)
    return client.get(reverse("startups:profile", args=[company.pk]))


@by_visitor
def test_profile_shows_texts_and_facts(client, visitor):
    company = CompanyFactory(published=True, member=UserFactory(), website="https://capteurs.example.com")

    answer = visit(client, company, visitor)

    page = answer.content.decode()
    assert answer.status_code == 200
    assert (answer.context["company"], answer.context["text"]) == (company, company.texts.get())
    public = [company.legal_name, company.number, company.website, "Capteurs d&#x27;humidité du sol"]
    assert [fact for fact in public if fact not in page] == []


@by_visitor
def test_profile_shows_nobody_the_contact_person(client, visitor):
    company = CompanyFactory(
        published=True,
        member=UserFactory(),
        contact_person__family_name_kana="カナリアセイ",
        contact_person__given_name_kana="カナリアメイ",
        contact_person__title="Canarititre",
    )
    contact = company.contact
    private = [contact.family_name, contact.given_name, contact.family_name_kana, contact.given_name_kana]
    private += [contact.title, contact.email, contact.phone]

    page = visit(client, company, visitor).content.decode()

    assert [secret for secret in private if secret in page] == []


@by_other
def test_profile_names_no_member(client, visitor):
    member = UserFactory(family_name="Canarimembre", given_name="Canariprenom")
    company = CompanyFactory(published=True, member=member)

    page = visit(client, company, visitor).content.decode()

    assert [
        secret for secret in (member.family_name, member.given_name, member.email) if secret in page
    ] == []


@by_visitor
@pytest.mark.parametrize(
    ("state", "times"),
    [(LabelClaim.State.CLAIMED, 0), (LabelClaim.State.REFUSED, 0), (LabelClaim.State.CONFIRMED, 1)],
)
def test_profile_shows_a_label_once_it_is_confirmed(client, visitor, state, times):
    company = CompanyFactory(published=True, member=UserFactory())
    claim = LabelClaimFactory(company=company, state=state)

    page = visit(client, company, visitor).content.decode()

    assert page.count(str(claim.label)) == times


@pytest.mark.parametrize("state", Company.State)
def test_own_profile_is_found_in_every_state(client, state):
    company = CompanyFactory(published=True, state=state, member=UserFactory())

    assert visit(client, company, VISITORS["own member"]).status_code == 200


@by_other
@pytest.mark.parametrize("state", sorted(set(Company.State) - {Company.State.PUBLISHED}))
def test_unpublished_profile_is_found_by_home_officers_once_it_was_handed_in(client, visitor, state):
    company = CompanyFactory(submitted=True, state=state)
    may_see = visitor is VISITORS["home officer"] and state != Company.State.DRAFT

    assert visit(client, company, visitor).status_code == (200 if may_see else 404)


def test_published_profile_is_not_found_by_administrators(client, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    company = CompanyFactory(published=True)

    assert visit(client, company, lambda company: UserFactory(admin=True)).status_code == 404


def test_published_profile_is_not_open_without_a_sign_in(client):
    address = reverse("startups:profile", args=[CompanyFactory(published=True).pk])

    answer = client.get(address)

    assert (answer.status_code, answer.url) == (302, f"{reverse('account_login')}?next={address}")
