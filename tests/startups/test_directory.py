"""The directory of published companies, and their profiles."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from startups import names
from startups.models import LabelClaim
from tests.factories import CompanyFactory, LabelClaimFactory, TextFactory, UserFactory

pytestmark = pytest.mark.django_db
ADDRESS = "/companies/"


@pytest.fixture
def reader(client):
    user = UserFactory(reader=True)
    client.force_login(user)
    return user


def listed(client, **filters):
    return [company.pk for company in client.get(ADDRESS, filters).context["page"]]


def japanese(**changes):
    given = {"legal_name": "株式会社サクラ", "latin_name": "Sakura Inc.", "kana": "サクラ", **changes}
    key = names.search_key(given["legal_name"], given["latin_name"], given["kana"])
    return CompanyFactory(japanese=True, published=True, search_key=key, **given)


@pytest.mark.parametrize("written", ["サクラ", "さくら", "ｻｸﾗ", "sakura", "ＳＡＫＵＲＡ", "株式会社サクラ"])
def test_name_is_found_in_any_script(client, reader, written):
    company = japanese()
    CompanyFactory(published=True)

    assert listed(client, name=written) == [company.pk]


@pytest.mark.parametrize("written", ["élan", "ELAN", "e\u0301lan"])
def test_name_is_found_with_and_without_accents(client, reader, written):
    company = CompanyFactory(published=True, legal_name="Élan SAS", latin_name="Élan")

    assert listed(client, name=written) == [company.pk]


@pytest.mark.parametrize("written", ["%", "_", "'; --", "\\", "\x00"])
def test_odd_names_find_nothing_and_break_nothing(client, reader, written):
    CompanyFactory(published=True)

    assert client.get(ADDRESS, {"name": written}).status_code == 200


@pytest.mark.parametrize(
    "filters", [{"country": "JP"}, {"field": "robotics_logistics"}, {"technology": "five_g"}]
)
def test_companies_are_filtered(client, reader, filters):
    company = japanese(fields=["robotics_logistics"], technologies=["five_g"])
    CompanyFactory(published=True)

    assert listed(client, **filters) == [company.pk]


def test_only_confirmed_labels_are_shown_and_filtered_by(client, reader):
    claimed = LabelClaimFactory(company=CompanyFactory(published=True))
    confirmed = LabelClaimFactory(
        company=CompanyFactory(published=True), state=LabelClaim.State.CONFIRMED, label=claimed.label
    )

    assert listed(client, label=claimed.label.pk) == [confirmed.company.pk]
    page = client.get(reverse("startups:profile", args=[claimed.company.pk])).content.decode()
    assert str(claimed.label) not in page


@pytest.mark.parametrize("state", [{}, {"submitted": True}])
def test_unpublished_companies_are_seen_nowhere(client, reader, state):
    company = CompanyFactory(**state)

    assert listed(client) == []
    assert client.get(reverse("startups:profile", args=[company.pk])).status_code == 404


def test_profile_holds_no_contact_data(client, reader):
    company = CompanyFactory(published=True)

    page = client.get(reverse("startups:profile", args=[company.pk])).content.decode()

    contact = company.contact
    private = [contact.family_name, contact.given_name, contact.email, contact.phone]
    assert [secret for secret in private if secret in page] == []


def test_text_is_shown_in_the_readers_language_where_written(client):
    client.force_login(UserFactory(japanese_officer=True))
    company = CompanyFactory(published=True)
    TextFactory(company=company, language="ja", summary="土壌の水分を測るセンサーを作っています。")

    answer = client.get(reverse("startups:profile", args=[company.pk]))

    assert answer.context["text"].language == "ja"


def test_text_in_another_language_is_marked_with_it(client):
    client.force_login(UserFactory(japanese_officer=True))
    company = CompanyFactory(published=True)

    answer = client.get(reverse("startups:profile", args=[company.pk]))

    assert answer.context["text"].language == "fr"
    assert '<div lang="fr"><p>' in answer.content.decode()


def test_member_of_an_unpublished_company_sees_only_the_own_profile(client):
    member = UserFactory()
    own, other = CompanyFactory(member=member), CompanyFactory(published=True)
    client.force_login(member)

    assert client.get(ADDRESS).status_code == 403
    assert client.get(reverse("startups:profile", args=[own.pk])).status_code == 200
    assert client.get(reverse("startups:profile", args=[other.pk])).status_code == 404


def test_home_officer_sees_submitted_profiles_and_host_officer_does_not(client):
    company = CompanyFactory(submitted=True)
    address = reverse("startups:profile", args=[company.pk])

    client.force_login(UserFactory(french_officer=True))
    home = client.get(address).status_code
    client.force_login(UserFactory(japanese_officer=True))
    host = client.get(address).status_code

    assert (home, host) == (200, 404)


def test_directory_asks_the_same_number_of_queries_for_1_and_3_rows(
    client, reader, django_assert_num_queries
):
    LabelClaimFactory(company=CompanyFactory(published=True), state=LabelClaim.State.CONFIRMED)
    client.get(ADDRESS)
    with CaptureQueriesContext(connection) as one:
        client.get(ADDRESS)
    for _ in range(2):
        LabelClaimFactory(company=CompanyFactory(published=True), state=LabelClaim.State.CONFIRMED)

    with django_assert_num_queries(len(one)):
        assert len(listed(client)) == 3


def test_japanese_names_are_sorted_by_their_reading(client, reader):
    second = japanese(legal_name="株式会社亜", kana="ヤマ", sort_key="ヤマ")
    first = japanese(legal_name="株式会社山", kana="アオイ", sort_key="アオイ")

    assert listed(client) == [first.pk, second.pk]


@pytest.mark.parametrize(
    ("who", "number"),
    [("other side", 1), ("same side", 0), ("reader", 0)],
    ids=["other side", "same side", "reader"],
)
def test_profile_lets_the_other_side_report_and_block(client, who, number):
    company = japanese()
    person = UserFactory(reader=who == "reader")
    if who != "reader":
        CompanyFactory(published=True, japanese=who == "same side", member=person)
    client.force_login(person)

    text = client.get(company.get_absolute_url()).content.decode()

    assert text.count(f'href="/companies/{company.pk}/report/"') == number
    assert text.count(f'href="/companies/{company.pk}/block/"') == number
