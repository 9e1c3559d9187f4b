"""Every letter about a match, in three languages: form of address, subject, and whose data it tells."""

import re
from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from accounts.models import Country
from mail.letters import send_letter
from mail.models import OutgoingEmail
from startups.models import Company, Contact
from tests.factories import MatchFactory, UserFactory
from tests.matching import stages as life
from tests.people import everybody

pytestmark = pytest.mark.django_db

LANGUAGES = ("fr", "ja", "en")
TO_MEMBERS = (
    "match_interest",
    "match_reminder",
    "match_expired_asker",
    "match_expired_asked",
    "match_not_now",
    "match_mutual",
    "match_withdrawn",
    "match_refused",
    "match_introduction",
    "match_nudge",
    "match_outcome",
)
TO_OFFICERS = ("match_half_decided", "match_half_refused", "match_overdue", "match_introduction_copy")
URL = "https://enishi.example/match/1/"
FRENCH = {"legal_name": "Capteurs Breton SAS", "latin_name": "Capteurs Breton"}
JAPANESE = {"legal_name": "株式会社青空", "latin_name": "Aozora"}
CAMILLE = {"family_name": "Martin", "given_name": "Camille", "email": "camille@example.com"}
HANAKO = {"family_name": "山田", "given_name": "花子", "email": "hanako@example.com"}
HANAKO_KANA = {"family_name_kana": "ヤマダ", "given_name_kana": "ハナコ"}


@pytest.fixture
def match():
    """Capteurs Breton and 株式会社青空, each with a contact person."""
    asked_at = datetime(2027, 1, 6, 9, 0, tzinfo=UTC)
    match = MatchFactory(state="interest", interest_at=asked_at)
    Company.objects.filter(pk=match.french_company_id).update(**FRENCH)
    Company.objects.filter(pk=match.japanese_company_id).update(**JAPANESE)
    contacts = Contact.objects.all()
    contacts.filter(company=match.french_company).update(
        title="Présidente", phone="+33 1 99 00 11 22", **CAMILLE
    )
    japanese = {"title": "代表取締役", "phone": "+81 3 0000 1122", **HANAKO, **HANAKO_KANA}
    contacts.filter(company=match.japanese_company).update(**japanese)
    return type(match).objects.select_related("french_company__contact", "japanese_company__contact").get()


def sent(name, match, language="en", *, own=Country.FRANCE, person=None, **more):
    """The letter `name` as a member of the `own` side, or an officer, gets it."""
    french, japanese = match.french_company, match.japanese_company
    mine, theirs = (french, japanese) if own == Country.FRANCE else (japanese, french)
    officer = {"french_officer": True} if name in TO_OFFICERS else {}
    person = person or UserFactory(**officer | {"language": language})
    about = {
        "match": match,
        "url": URL,
        "days": 90,
        "not_now": URL,
        "due_on": date(2027, 1, 20),
    }
    if name in TO_MEMBERS:
        about |= {"own": mine, "other": theirs, "me": mine.contact, "them": theirs.contact}
        about |= {"gives": ["soil sensors"], "gets": ["pilot sites"], "officers": ["JETRO"]}
    else:
        about |= {"country": Country.JAPAN, "french": french.contact, "japanese": japanese.contact}
    return send_letter(person, name, **about | more)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", TO_MEMBERS + TO_OFFICERS)
def test_letter_is_whole(match, name, language):
    email = sent(name, match, language)

    assert 10 < len(email.subject) < 90
    assert "Aozora" in email.subject or "株式会社青空" in email.subject
    assert email.subject.startswith("【Enishi】") == (language == "ja")
    assert not re.search(r"\(\)|（）|\{|\n\n\n| $|None", email.body)
    assert URL in email.body or "/suggestions/" in email.body


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", TO_MEMBERS + TO_OFFICERS)
def test_letter_tells_contact_data_only_once_introduced(match, name, language):
    body = sent(name, match, language).body

    addresses = set(re.findall(r"[\w.]+@[\w.]+", body))
    phones = re.findall(r"\+\d[\d ]{8,}", body)
    named = "Martin" in body or "山田" in body

    introduced = name == "match_introduction"
    assert addresses == ({"camille@example.com", "hanako@example.com"} if introduced else set())
    assert bool(phones) == introduced
    assert named == name.startswith("match_introduction")


@pytest.mark.parametrize("name", TO_MEMBERS)
def test_japanese_member_is_addressed_with_company_and_honorific(match, name):
    person = UserFactory(japanese=True, family_name="山田", given_name="花子")

    body = sent(name, match, own=Country.JAPAN, person=person).body

    title = "代表取締役 " if name == "match_introduction" else ""
    assert body.startswith(f"株式会社青空\n{title}山田 花子 様\n")
    assert "御中" not in body
    assert "様 様" not in body
    assert "今後ともどうぞよろしくお願いいたします。" in body


def test_japanese_member_without_a_name_is_addressed_politely(match):
    body = sent("match_mutual", match, own=Country.JAPAN, person=UserFactory(japanese=True)).body

    assert body.startswith("株式会社青空\nご担当者様\n")


@pytest.mark.parametrize("name", TO_OFFICERS)
def test_japanese_officer_is_addressed_with_agency_and_honorific(match, name):
    officer = UserFactory(japanese_officer=True, family_name="佐藤", given_name="健")

    body = sent(name, match, person=officer).body

    assert body.startswith("JETRO\n佐藤 健 様\n\nいつも大変お世話になっております。\n")


@pytest.mark.parametrize("name", TO_MEMBERS + TO_OFFICERS)
def test_french_letter_has_salutation_and_closing(match, name):
    body = sent(name, match, "fr").body

    assert body.startswith("Madame, Monsieur,\n")
    assert "Nous vous prions d'agréer, Madame, Monsieur," in body


@pytest.mark.parametrize(
    ("language", "day"),
    [("fr", "mercredi 20 janvier 2027"), ("ja", "2027年1月20日(水)"), ("en", "Wednesday 20 January 2027")],
)
@pytest.mark.parametrize("name", ["match_interest", "match_reminder", "match_half_decided", "match_overdue"])
def test_letter_that_asks_for_something_says_by_when(match, name, language, day):
    assert day in sent(name, match, language).body


def test_interest_quotes_the_note_as_written(match):
    note = "Nous aimons l'idée.\nÀ bientôt ?"

    assert f"「{note}」" in sent("match_interest", match, "ja", own=Country.JAPAN, note=note).body
    assert f"“{note}”" in sent("match_interest", match, "en", note=note).body
    assert "message" not in sent("match_interest", match, "en", note="").body


@pytest.mark.parametrize(("language", "country"), [("fr", "(Japon)"), ("ja", "（日本）"), ("en", "(Japan)")])
def test_officers_letter_names_the_country_in_their_language(match, language, country):
    assert country in sent("match_half_decided", match, language).body


def test_french_introduction_says_which_name_is_which(match):
    body = sent("match_introduction", match, "fr").body

    assert "株式会社青空 (Aozora)" in body
    assert "\nNom de famille\u00a0: 山田 (Yamada, ヤマダ)\nPrénom\u00a0: 花子 (Hanako, ハナコ)\n" in body
    assert "\nFonction\u00a0: 代表取締役\n" in body
    assert "\nCourriel\u00a0: hanako@example.com\nTéléphone\u00a0: +81 3 0000 1122\n" in body
    assert "\nCe que vous apportez\u00a0: soil sensors\nCe que vous recevez\u00a0: pilot sites\n" in body
    assert "Camille Martin, Présidente\ncamille@example.com · +33 1 99 00 11 22\n" in body
    assert "\nEn copie\u00a0: JETRO.\n" in body


def test_japanese_introduction_names_a_french_person_as_the_japanese_write_them(match):
    body = sent("match_introduction", match, "ja", own=Country.JAPAN).body

    assert body.startswith("株式会社青空\n代表取締役 山田 花子 様\n")
    assert "Capteurs Breton SASのCamille Martin 様をご紹介申し上げます" in body
    assert "\nお名前：Camille Martin 様（姓：Martin、名：Camille）\n" in body
    assert "初めてご連絡を差し上げます" in body
    assert "\n代表取締役 山田 花子\nhanako@example.com / +81 3 0000 1122\n" in body


@pytest.mark.parametrize("language", LANGUAGES)
def test_introduction_leaves_out_what_is_not_known(match, language):
    for company in (match.french_company, match.japanese_company):
        company.working_languages = []
        company.contact.title = company.contact.phone = company.contact.family_name_kana = ""
        company.contact.given_name_kana = ""

    body = sent("match_introduction", match, language, gives=[], gets=[], officers=[]).body

    assert "\n\n\n" not in body
    assert not re.search(r"(?:[:：]|, )\n(?!\n?https?:|[A-Z株])", body)
    assert "JETRO" not in body


@pytest.mark.parametrize("language", LANGUAGES)
def test_outcome_letter_asks_after_the_meeting_or_after_some_time(match, language):
    later, at_once = (sent("match_outcome", match, language, days=days).body for days in (180, None))

    assert "180" in later
    assert "180" not in at_once
    assert later != at_once


def test_officer_reads_the_other_country_in_their_own_language():
    world = everybody()
    match = life.mutual(world)

    with translation.override("fr"):
        life.approve(match, world["french_officer"])

    letter = OutgoingEmail.objects.get(user=world["japanese_officer"])
    assert "相手国（フランス）の担当官が承認いたしました。" in letter.body


def test_asked_member_reads_the_end_of_the_interest_in_both_zones():
    match = life.asked(world := everybody())

    letter = OutgoingEmail.objects.get(user=world["japanese_member"])
    ends = match.expires_at.astimezone(world["japanese_member"].zone)
    assert f"{ends.year}年{ends.month}月{ends.day}日" in letter.body
    assert f"{ends:%H:%M}(東京)までに" in letter.body
