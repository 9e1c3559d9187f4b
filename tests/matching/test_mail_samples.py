"""Every letter can be read by officers, complete, in three languages."""

import re

import pytest
from django.urls import reverse

from accounts.models.users import Language
from mail.models import OutgoingEmail
from matching.samples import mail_samples

MISSING = "[missing variable]"
LETTERS = mail_samples.names()


def test_letters_are_found_and_frames_are_not():
    assert {"match_introduction", "profile_published", "account/invitation"} <= set(LETTERS)
    assert not [name for name in LETTERS if "_letter" in name or "_notice" in name]


@pytest.mark.parametrize("language", Language.values)
@pytest.mark.parametrize("name", LETTERS)
def test_sample_has_everything_the_letter_needs(name, language, settings):
    template = settings.TEMPLATES[0]
    settings.TEMPLATES = [{**template, "OPTIONS": {**template["OPTIONS"], "string_if_invalid": MISSING}}]

    sample = mail_samples.sample(name, language)

    assert sample.subject
    assert MISSING not in sample.subject + sample.body
    assert not re.search(r"\(\)|（）|\n\n\n|None", sample.body)


@pytest.mark.parametrize("name", LETTERS)
def test_sample_names_only_invented_addresses(name):
    bodies = "".join(mail_samples.sample(name, language).body for language in Language.values)

    assert set(re.findall(r"@([\w.]+\w)", bodies)) <= {"example.com"}


@pytest.mark.parametrize("name", LETTERS)
def test_japanese_sample_has_one_form_of_address(name):
    addressee = mail_samples.sample(name, "ja").body.partition("\n\n")[0]

    assert "御中" not in addressee
    assert addressee.count("様") == 1


@pytest.mark.parametrize(
    ("name", "addressee"),
    [
        ("match_mutual", "株式会社見本ロボット\n見本 花子 様\n"),
        ("match_introduction", "株式会社見本ロボット\n代表取締役 見本 花子 様\n"),
        ("match_overdue", "JETRO\n見本 花子 様\n"),
        ("match_introduction_copy", "JETRO\n見本 花子 様\n"),
        ("account/email_deleted", "見本 花子 様\n"),
    ],
)
def test_sample_is_to_whom_the_letter_goes(name, addressee):
    assert mail_samples.sample(name, "ja").body.startswith(addressee)


@pytest.mark.django_db
def test_page_lists_every_letter_in_the_language_chosen(client, officer, django_assert_max_num_queries):
    with django_assert_max_num_queries(6):
        answer = client.get(reverse("matching:mail_samples"), {"letters": "ja"})

    listed = [sample for _, samples in answer.context["situations"] for sample in samples]
    assert sorted(sample.name for sample in listed) == LETTERS
    assert {sample.language for sample in listed} == {"ja"}


@pytest.mark.django_db
@pytest.mark.parametrize("asked", ["", "de", "../fr"])
def test_letters_are_in_the_readers_language_unless_another_is_chosen(client, officer, asked):
    answer = client.get(reverse("matching:mail_sample", args=["match_mutual"]), {"letters": asked})

    assert answer.context["sample"].language == "en"


@pytest.mark.django_db
def test_sample_shows_subject_and_body_and_sends_nothing(client, officer):
    answer = client.get(reverse("matching:mail_sample", args=["match_introduction"]), {"letters": "fr"})

    assert '<h1 lang="fr">Mise en relation\u00a0: Capteurs Exemple et Mihon Robot</h1>' in answer.text
    assert "Nom de famille\u00a0: 見本 (Mihon, ミホン)<br>" in answer.text
    assert not OutgoingEmail.objects.exists()


@pytest.mark.parametrize("language", Language.values)
@pytest.mark.parametrize("name", LETTERS)
def test_html_of_a_sample_says_what_its_text_says(name, language):
    sample, document = mail_samples.sample(name, language), mail_samples.html_part(name, language)

    last_paragraph = sample.body.strip().split("\n\n")[-1].splitlines()[0]
    assert f'<html lang="{language}">' in document
    assert last_paragraph in document
    assert not set("\ue000\ue001") & set(document)
    assert set(re.findall(r'href="([^"]*)"', document)) <= {"#"}


@pytest.mark.django_db
def test_html_of_a_sample_is_locked_into_its_frame(client, officer):
    path = reverse("matching:mail_sample_html", args=["digest_suggestions"])

    page = client.get(reverse("matching:mail_sample", args=["digest_suggestions"]), {"letters": "ja"})
    framed = client.get(path, {"letters": "ja"})

    assert f'src="{path}?letters=ja"' in page.text
    assert "frame-src 'self'" in page.headers["Content-Security-Policy"]
    policy = set(framed.headers["Content-Security-Policy"].split("; "))
    assert {"sandbox", "default-src 'none'", "frame-ancestors 'self'"} <= policy
    assert "実証サイト" in framed.text


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["_letter", "account/_notice", "mailbox", "../base", "nothing"])
def test_what_is_no_letter_is_not_found(client, officer, name):
    path = reverse("matching:mail_samples") + name + "/"

    assert client.get(path).status_code == 404
