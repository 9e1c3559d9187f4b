"""The page of what a person agreed to, and taking it back there."""

import pytest

from accounts.models import Consent
from matching.models.life import State
from tests.matching import stages

pytestmark = pytest.mark.django_db
LIST = "/account/consents/"


def test_consents_are_listed_with_recipient_country_text_and_language(client, world):
    match = stages.asked(world)

    page = client.get(LIST).content.decode()

    assert page.count(match.japanese_company.legal_name) == 4  # twice the name, twice the button
    assert page.count("2026-11, English") == 2
    assert page.count("Japan</dd>") == 2


def test_list_takes_the_same_number_of_queries_for_1_and_3(client, world, django_assert_max_num_queries):
    stages.asked(world)
    with django_assert_max_num_queries(20) as one:
        client.get(LIST)
    stages.asked(world)
    stages.asked(world)

    with django_assert_max_num_queries(len(one)):
        assert client.get(LIST).content.decode().count("<dl") == 6


def test_empty_list_says_when_one_is_asked(client, world):
    assert client.get(LIST).content.decode().count("You have agreed to nothing yet.") == 1


def test_consent_is_taken_back_after_a_look_at_what_it_means(client, world):
    match = stages.asked(world)
    address = f"{LIST}{Consent.objects.get(purpose='introduction').pk}/take-back/"

    shown = client.get(address).content.decode()
    answer = client.post(address)

    assert shown.count("Your details are not given to this company.") == 1
    assert (answer.status_code, answer.url) == (302, LIST)
    assert stages.fresh(match).state == State.WITHDRAWN
    assert client.get(LIST).content.decode().count("no longer, since") == 2


def test_after_the_introduction_the_page_says_what_is_left(client, world):
    stages.introduced(world)
    consent = Consent.objects.get(person=world["french_member"], purpose="introduction")
    address = f"{LIST}{consent.pk}/take-back/"

    shown, answer = client.get(address).content.decode(), client.post(address)

    assert shown.count("Please ask the other company to delete them") == 1
    assert answer.status_code == 409


def test_consent_of_somebody_else_is_not_found(client, world):
    stages.mutual(world)
    consent = Consent.objects.filter(person=world["japanese_member"]).first()

    answers = [getattr(client, how)(f"{LIST}{consent.pk}/take-back/") for how in ("get", "post")]

    assert [answer.status_code for answer in answers] == [404, 404]
