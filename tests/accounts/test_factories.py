"""The factories make what their names say."""

import pytest
from allauth.account.models import EmailAddress

from tests.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("trait", "country"),
    [("french_officer", "FR"), ("japanese_officer", "JP"), ("french_lead", "FR"), ("japanese_lead", "JP")],
)
def test_officers_belong_to_an_agency_of_their_country(trait, country):
    officer = UserFactory(**{trait: True})

    assert officer.is_officer
    assert officer.country == country
    assert officer.check_password(PASSWORD)


def test_unverified_person_has_an_unverified_address():
    person = UserFactory(unverified=True)

    assert EmailAddress.objects.get(user=person).verified is False


def test_reader_and_admin_are_no_officers():
    assert not UserFactory(reader=True).is_officer
    assert UserFactory(admin=True).is_staff
