"""People: one per address, and a history that knows ids only."""

import json

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts import invitations
from accounts.models import Role, User
from tests.factories import PASSWORD, AgencyFactory, UserFactory

pytestmark = pytest.mark.django_db

CANARIES = {"email": "canari@example.com", "family_name": "Canarifamille", "given_name": "Canariprenom"}


def history_as_text() -> str:
    """Every value of every row of every history table of accounts."""
    events = [
        model for model in apps.get_app_config("accounts").get_models() if hasattr(model, "pgh_tracked_model")
    ]
    rows = [list(model.objects.values()) for model in events]
    assert any(rows)
    return json.dumps(rows, default=str)


def test_history_holds_ids_only():
    fields = {field.attname for field in apps.get_model("accounts", "UserHistory")._meta.concrete_fields}

    assert {name for name in fields if not name.startswith("pgh_")} == {
        "id",
        "role",
        "agency_id",
        "is_active",
    }


def test_history_never_holds_names_or_addresses(client):
    person = UserFactory(**CANARIES)
    client.force_login(person)

    client.post(reverse("accounts:settings"), {**CANARIES, "language": "ja", "time_zone": "Asia/Tokyo"})
    link = invitations.link(invitations.invite(person.email, Role.ADMIN, language="fr"))
    client.post(link)
    person.delete()

    kept = history_as_text().lower()
    assert [canary for canary in CANARIES.values() if canary.lower() in kept] == []


def test_history_keeps_the_change_of_a_role_and_who_made_it_by_id(client):
    person = UserFactory()
    client.force_login(person)

    client.post(invitations.link(invitations.invite(person.email, Role.ADMIN, language="fr")))

    latest = apps.get_model("accounts", "UserHistory").objects.latest("pgh_id")
    assert (latest.role, latest.pgh_context) == (Role.ADMIN, {"user": person.pk})


def test_history_outlives_the_person():
    person = UserFactory()
    pk = person.pk

    person.delete()

    assert apps.get_model("accounts", "UserHistory").objects.filter(id=pk).exists()


def test_address_is_one_person_s_whatever_its_capitals():
    UserFactory(email="one@example.com")

    with pytest.raises(IntegrityError), transaction.atomic():
        UserFactory(email="ONE@example.com")

    assert User.objects.count() == 1


@pytest.mark.parametrize("role", [Role.OFFICER, Role.LEAD, Role.READER])
def test_role_without_its_agency_is_impossible(role):
    person = UserFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=person.pk).update(role=role)


@pytest.mark.parametrize("role", [Role.MEMBER, Role.ADMIN])
def test_members_and_admins_have_no_agency(role):
    agency = AgencyFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        UserFactory(role=role, agency=agency)


def test_superuser_is_an_admin_who_is_no_officer():
    person = User.objects.create_superuser("Root@Example.com", PASSWORD)

    assert (person.email, person.role, person.is_staff) == ("root@example.com", Role.ADMIN, True)
    assert (person.is_officer, person.is_lead, person.needs_second_factor) == (False, False, True)


def test_person_without_password_cannot_be_signed_in_with_an_empty_one():
    person = User.objects.create_user("one@example.com")

    assert not person.has_usable_password()
    assert not person.check_password("")


def test_person_needs_an_address():
    with pytest.raises(ValidationError):
        User.objects.create_user("")


def test_person_is_found_whatever_the_capitals():
    person = UserFactory(email="one@example.com")

    assert User.objects.get_by_natural_key("ONE@example.com") == person


@pytest.mark.parametrize(
    ("language", "shown"), [("fr", "Anne Durand"), ("ja", "Durand Anne"), ("en", "Anne Durand")]
)
def test_name_is_in_the_order_of_the_language(language, shown):
    assert User(language=language, family_name="Durand", given_name="Anne").full_name == shown
