"""The demo's companies in the database, as the forms would have let them in."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Country
from common import reference
from startups.demo import loading
from startups.forms import ContactForm, IdentityForm
from startups.models import Company, LabelClaim
from startups.registering import missing
from startups.text_forms import TextForm
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def loaded(module_db):
    UserFactory(french_officer=True)
    UserFactory(japanese_officer=True)
    founders = [UserFactory(email=f"founder-{side}@example.com") for side in ("fr", "jp")]
    reference.load_reference()
    loading.load_companies()
    return founders


def test_demo_has_companies_of_both_countries_in_every_state(loaded):
    for country in Country:
        companies = Company.objects.filter(country=country)
        assert companies.count() >= 24
        assert {company.state for company in companies} == set(Company.State) - {Company.State.ERASED}
        assert all(company.is_demo for company in companies)


def test_demo_loaded_again_adds_nothing(loaded):
    before = Company.objects.count()

    loading.load_companies()

    assert Company.objects.count() == before


def test_demo_founders_own_one_published_company_each(loaded):
    for founder in loaded:
        assert Company.objects.of(founder).get().is_published


def test_demo_owners_cannot_sign_in_unless_named(loaded):
    company = Company.objects.exclude(memberships__user__in=loaded).first()

    assert not company.memberships.get().user.has_usable_password()


def test_demo_profiles_that_were_handed_in_are_complete_and_recent(loaded):
    for company in Company.objects.exclude(state=Company.State.DRAFT):
        assert missing(company) == []
        assert company.submitted_at > timezone.now() - timedelta(days=31)


def test_demo_has_labels_that_officers_can_still_decide_on(loaded):
    assert {claim.state for claim in LabelClaim.objects.all()} >= {"claimed", "confirmed"}


def test_demo_profiles_pass_the_forms_of_the_registration(loaded):
    refused = {}
    for company in Company.objects.prefetch_related("texts").select_related("contact"):
        forms = [
            IdentityForm(_data(IdentityForm, company), instance=company),
            ContactForm(_data(ContactForm, company.contact), instance=company.contact, company=company),
            *(
                TextForm(_data(TextForm, text), instance=text, company=company)
                for text in company.texts.all()
            ),
        ]
        for form in forms:
            if not form.is_valid():
                refused[company.legal_name] = form.errors.as_json()

    assert refused == {}


def _data(form_class, row):
    return {name: getattr(row, name) for name in form_class.Meta.fields}
