"""Registering a company in the browser's words: forms, steps, bad input."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse

from mail.models import OutgoingEmail
from startups import publishing
from startups.forms import IdentityForm
from startups.models import Company, Field
from tests.factories import CompanyFactory, LabelFactory, UserFactory, siren

pytestmark = pytest.mark.django_db

IDENTITY = {
    "legal_name": "Exemple SAS",
    "latin_name": "Exemple",
    "number": "732829320",
    "founded_on": "2020-04-01",
    "stage": "seed",
    "head_count": "1-9",
    "city": "Rennes",
    "website": "https://exemple.example.com",
}
TEXTS = {
    "language": "",
    "summary": "Nous fabriquons des capteurs qui mesurent l'humidité du sol dans les vignes.",
    "offers": "Capteurs d'humidité du sol",
    "seeks": "Exploitations pour un site pilote",
}


@pytest.fixture
def member(client):
    user = UserFactory(french=True)
    client.force_login(user)
    return user


@pytest.fixture
def draft(member):
    return CompanyFactory(member=member)


def errors_of(response, field):
    return response.context["form"].errors[field]


def test_registration_can_be_walked_step_by_step_and_handed_in(client, member):
    start = {"country": "FR", "key": uuid4()}
    label = LabelFactory()
    activity = {"fields": ["agrifood"], "technologies": ["iot"], "working_languages": ["fr", "en"]}
    contact = {"family_name": "Durand", "given_name": "Anne", "email": "anne@example.com"}

    client.post(reverse("startups:company"), start)
    client.post(reverse("startups:identity"), IDENTITY)
    client.post(reverse("startups:add_text"), TEXTS)
    client.post(reverse("startups:activity"), activity)
    client.post(reverse("startups:labels"), {"labels": [label.pk]})
    client.post(reverse("startups:contact"), contact)
    client.post(reverse("startups:submit"))

    company = Company.objects.get()
    assert company.state == Company.State.SUBMITTED
    assert [text.language for text in company.texts.all()] == ["fr"]
    assert [claim.label for claim in company.label_claims.all()] == [label]
    assert [email.recipient for email in OutgoingEmail.objects.all()] == [member.email]


def test_second_submit_of_the_start_form_makes_no_second_company(client, member):
    start = {"country": "JP", "key": uuid4()}

    answers = [client.post(reverse("startups:company"), start) for _ in range(2)]

    assert Company.objects.count() == 1
    assert [answer.status_code for answer in answers] == [302, 200]


def test_second_submit_of_the_profile_sends_one_receipt(client, draft):
    for _ in range(2):
        assert client.post(reverse("startups:submit")).status_code == 302

    assert OutgoingEmail.objects.count() == 1


def test_incomplete_profile_cannot_be_handed_in(client, member):
    CompanyFactory(member=member, text=False)

    page = client.post(reverse("startups:submit"), follow=True)

    assert [step.name for step in page.context["missing"]] == ["texts"]
    assert Company.objects.get().state == Company.State.DRAFT


@pytest.mark.parametrize(
    ("number", "kept"),
    [("732 829 320", "732829320"), ("７３２８２９３２０", "732829320"), ("73282932000074", "732829320")],
)
def test_number_is_accepted_as_people_write_it(client, draft, number, kept):
    client.post(reverse("startups:identity"), {**IDENTITY, "number": number})

    assert Company.objects.get().number == kept


@pytest.mark.parametrize("number", ["732829321", "12", "abc", "7000012050002"])
def test_wrong_number_is_explained_and_nothing_typed_is_lost(client, draft, number):
    answer = client.post(reverse("startups:identity"), {**IDENTITY, "number": number})

    assert answer.status_code == 422
    assert "SIREN" in errors_of(answer, "number")[0]
    assert answer.context["form"]["legal_name"].value() == IDENTITY["legal_name"]


def test_step_is_not_done_before_it_is_saved(client, member):
    client.post(reverse("startups:company"), {"country": "FR", "key": uuid4()})

    refused = client.post(reverse("startups:identity"), {**IDENTITY, "number": "123456789"})
    opened = client.get(reverse("startups:contact"))

    for response in (refused, opened):
        assert not any(step.is_done for step in response.context["steps"])


def test_number_of_another_company_is_refused_without_naming_it(client, draft):
    other = CompanyFactory(number=siren(77), legal_name="Secret SAS")

    answer = client.post(reverse("startups:identity"), {**IDENTITY, "number": other.number})

    assert answer.status_code == 422
    assert answer.context["form"].errors.as_data()["number"][0].code == "duplicate_number"
    assert "Secret" not in answer.content.decode()


@pytest.mark.parametrize("hidden", ["\u202e", "\u200b", "\u2066", "\x07"])
@pytest.mark.parametrize("field", ["legal_name", "city"])
def test_hidden_characters_are_refused(client, draft, field, hidden):
    answer = client.post(reverse("startups:identity"), {**IDENTITY, field: f"Exem{hidden}ple"})

    assert answer.status_code == 422
    assert answer.context["form"].errors.as_data()[field][0].code == "hidden_character"


@pytest.mark.parametrize(("day", "code"), [("2999-01-01", "future"), ("0002-03-04", "too_early")])
def test_founding_at_no_time_is_refused(client, draft, day, code):
    answer = client.post(reverse("startups:identity"), {**IDENTITY, "founded_on": day})

    assert answer.context["form"].errors.as_data()["founded_on"][0].code == code


@pytest.mark.parametrize(("chosen", "status"), [(5, 302), (6, 422)])
def test_at_most_five_fields_are_declared(client, draft, chosen, status):
    activity = {"fields": Field.values[:chosen], "working_languages": ["fr"]}

    assert client.post(reverse("startups:activity"), activity).status_code == status


@pytest.mark.parametrize(
    ("summary", "language"),
    [
        ("Nous fabriquons des capteurs qui mesurent l'humidité du sol dans les vignes.", "fr"),
        ("果樹園の土壌水分を測るセンサーを開発し、農家の水やりを支えています。", "ja"),
        ("We build sensors that measure the moisture of the soil in vineyards.", "en"),
    ],
)
def test_language_of_a_text_is_detected(client, member, summary, language):
    company = CompanyFactory(member=member, text=False)

    client.post(reverse("startups:add_text"), {**TEXTS, "summary": summary})

    assert [text.language for text in company.texts.all()] == [language]


def test_detected_language_can_be_corrected(client, draft):
    text = draft.texts.get()

    client.post(reverse("startups:edit_text", args=[text.pk]), {**TEXTS, "language": "en"})

    assert [text.language for text in draft.texts.all()] == ["en"]


def test_second_text_in_one_language_is_refused(client, draft):
    answer = client.post(reverse("startups:add_text"), TEXTS)

    assert answer.context["form"].errors.as_data()["language"][0].code == "duplicate_language"


@pytest.mark.parametrize("field", ["summary", "offers", "seeks"])
def test_megabyte_text_is_refused_with_its_limit(client, draft, field):
    answer = client.post(reverse("startups:add_text"), {**TEXTS, field: "é" * 500_000})

    assert answer.status_code == 422
    assert answer.context["form"].errors.as_data()[field][0].code == "max_length"


def test_empty_texts_are_refused(client, draft):
    answer = client.post(reverse("startups:add_text"), {**TEXTS, "summary": "   "})

    assert answer.context["form"].errors.as_data()["summary"][0].code == "required"


def test_contact_data_in_a_public_text_is_refused_with_its_place(client, draft):
    summary = TEXTS["summary"] + "\nÉcrivez à anne@example.com"

    answer = client.post(reverse("startups:add_text"), {**TEXTS, "summary": summary})

    refusal = answer.context["form"].errors.as_data()["summary"][0]
    assert (refusal.code, refusal.params) == ("contact_data", {"line": 2, "excerpt": "anne@example.com"})


def test_profile_cannot_be_changed_while_officers_have_it(client, member):
    company = CompanyFactory(member=member, submitted=True)

    client.post(reverse("startups:identity"), {**IDENTITY, "legal_name": "Autre SAS"})

    company.refresh_from_db()
    assert company.legal_name != "Autre SAS"


def test_texts_of_others_are_not_found(client, draft):
    foreign = CompanyFactory().texts.get()

    assert client.get(reverse("startups:edit_text", args=[foreign.pk])).status_code == 404
    assert client.post(reverse("startups:remove_text", args=[foreign.pk])).status_code == 404


def test_more_than_a_request_may_hold_is_refused_and_nothing_saved_is_lost(client, draft):
    client.raise_request_exception = False

    answer = client.post(reverse("startups:add_text"), {**TEXTS, "summary": "水" * 1_500_000})

    assert answer.status_code == 400
    assert [text.language for text in draft.texts.all()] == ["fr"]


def test_browsers_do_not_cut_what_is_pasted(client, draft):
    assert "maxlength" not in str(client.get(reverse("startups:add_text")).context["form"]["summary"])


def test_line_end_in_a_name_is_refused(client, draft):
    answer = client.post(reverse("startups:identity"), {**IDENTITY, "legal_name": "Exemple\r\nSAS"})

    assert answer.context["form"].errors.as_data()["legal_name"][0].code == "line_end"


@pytest.mark.parametrize(
    ("written", "kept"), [("さくら", "サクラ"), ("ｻｸﾗ ｶﾞｰﾃﾞﾝ", "サクラ ガーデン"), ("Sakura", None)]
)
def test_reading_is_kept_in_full_width_katakana_and_sorts_the_directory(client, member, written, kept):
    company = CompanyFactory(member=member, japanese=True, kana="ミホン")
    japanese = {"legal_name": "株式会社さくら", "latin_name": "Sakura", "number": company.number}

    client.post(reverse("startups:identity"), {**IDENTITY, **japanese, "kana": written})

    company.refresh_from_db()
    assert company.kana == (kept or "ミホン")
    assert kept is None or (company.sort_key, "サクラ" in company.search_key) == (kept, True)


def test_saving_a_step_never_moves_the_state(client, member):
    company = CompanyFactory(member=member)
    form = IdentityForm(IDENTITY, instance=Company.objects.get())
    publishing.submit(company)  # meanwhile, in another tab

    assert form.is_valid()
    form.save()

    assert Company.objects.get().state == Company.State.SUBMITTED


@pytest.mark.django_db(transaction=True)
def test_two_submits_of_the_start_form_at_once_make_one_company():
    member = UserFactory()
    start = {"country": "FR", "key": uuid4()}

    assert set(at_once([member, member], "startups:company", [start, start])) <= {200, 302}
    assert Company.objects.of(member).count() == 1


@pytest.mark.django_db(transaction=True)
def test_start_forms_of_many_tabs_at_once_make_one_company():
    member = UserFactory()
    starts = [{"country": "FR", "key": uuid4()} for _ in range(8)]

    assert set(at_once([member] * 8, "startups:company", starts)) <= {200, 302}
    assert Company.objects.of(member).count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_submits_of_one_step_at_once_are_saved_once():
    member = UserFactory()
    company = CompanyFactory(member=member, text=False)

    statuses = at_once([member, member], "startups:add_text", [TEXTS, TEXTS])

    assert sorted(statuses) == [302, 422]
    assert company.texts.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_companies_with_one_number_at_once_are_told_apart():
    members = UserFactory.create_batch(2)
    for member in members:
        CompanyFactory(member=member)

    statuses = at_once(members, "startups:identity", [IDENTITY, IDENTITY])

    assert sorted(statuses) == [302, 422]
    assert Company.objects.filter(number=IDENTITY["number"]).count() == 1


def at_once(users, address, posts):
    """Post from as many threads as there are users, all starting together."""
    together = Barrier(len(posts))

    def post(user, data):
        browser = Client()
        browser.force_login(user)
        together.wait()
        try:
            return browser.post(reverse(address), data).status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(posts)) as threads:
        return list(threads.map(post, users, posts))
