"""The digest as it arrives: subject, headers and both parts, in three languages."""

import re

import pytest

from mail import sending
from mail.models import OutgoingEmail
from mail.relay import Line
from matching.digests import claiming
from tests import running
from tests.factories import CompanyFactory
from tests.matching.digests.pairs import MONDAY, french_member, japanese_member, suggestion

pytestmark = pytest.mark.django_db


@pytest.fixture
def arrived(settings):
    """A function that sends the digests of these members of one company, and gives what arrived."""
    settings.SITE_URL = "https://enishi.example.com"
    with running.relay() as relay:
        settings.MAIL_RELAY_URL = relay.url

        def send(member, company, count=3):
            company.memberships.create(user=member)
            for number in range(count):
                sides = {f"{'japanese' if company.country == 'JP' else 'french'}_company": company}
                suggestion(**{"own": CompanyFactory(published=True), "score": 0.9 - number / 100} | sides)
            for pks in list(claiming.batches(MONDAY)):
                claiming.write_for(pks, MONDAY)
            with Line() as line:
                sending.send(sending.claim_next(), line)
            return relay.messages[0]

        yield send


def french_company():
    return CompanyFactory(published=True, legal_name="Lidar & Fils SAS", latin_name="Lidar & Fils")


def subject(message) -> str:
    """The subject, which is folded where it is long."""
    return message["Subject"].strip()


def parts(message) -> tuple[str, str]:
    contents = (message.get_body([kind]).get_content() for kind in ("plain", "html"))
    return tuple(content.replace("\r\n", "\n") for content in contents)


def said_by(document: str) -> str:
    """What a reader of the HTML reads."""
    text = re.sub(r"<(style|title)>.*?</\1>", "", document, flags=re.DOTALL)
    text = re.sub(r"<[^>]+>", " ", text)
    for entity, sign in (("&amp;", "&"), ("&#x27;", "'"), ("&nbsp;", " "), ("\u00a0", " ")):
        text = text.replace(entity, sign)
    return " ".join(text.split())


def test_french_digest(arrived):
    message = arrived(french_member(), french_company())

    text, document = parts(message)
    best = re.search(r"1\. (.*)", text)[1].strip()
    assert subject(message) == f"{best} et 2 autres suggestions"
    assert text.startswith("Madame, Monsieur,\n")
    assert "Lidar & Fils SAS aurait intérêt à rencontrer" in text
    assert "SUGGESTIONS POUR VOUS" in text
    assert "l'expression de nos salutations distinguées." in text
    assert "Lidar & Fils SAS aurait intérêt à rencontrer" in said_by(document)


def test_japanese_digest(arrived):
    company = CompanyFactory(published=True, japanese=True, legal_name="株式会社見本ロボット")

    message = arrived(japanese_member(family_name="見本", given_name="花子"), company)

    text, document = parts(message)
    assert re.fullmatch(r"【Enishi】.+ほか2件のご提案", subject(message))
    assert text.startswith("株式会社見本ロボット\n見本 花子 様\n")
    assert text.count("様") == 1
    assert "御中" not in text
    assert "■ 貴社へのご提案" in text
    assert "今後ともどうぞよろしくお願いいたします。" in text
    assert "Enishi（縁）事務局" in text
    assert '<html lang="ja">' in document


def test_english_digest(arrived):
    member = french_member(language="en", family_name="Doe", given_name="Jane")

    message = arrived(member, french_company(), count=1)

    text, _document = parts(message)
    assert subject(message).endswith(": a suggestion for you")
    assert text.startswith("Dear Jane Doe,\n")
    assert "With kind regards," in text


@pytest.mark.parametrize("language", ["fr", "ja", "en"])
def test_html_says_what_the_text_says(arrived, language):
    text, document = parts(arrived(french_member(language=language), french_company()))

    read = said_by(document)
    for line in text.splitlines():
        words = " ".join(line.replace("\u00a0", " ").split())
        label, found, address = words.partition("https://")
        if found:
            assert f'href="https://{address}"' in document
        elif re.match(r"■|\d\. ", words):
            assert words.split(" ", 1)[1] in read
        elif not re.search("[:：]", words):
            assert words.casefold() in read.casefold()


@pytest.mark.parametrize("language", ["fr", "ja", "en"])
def test_headers_let_mail_programs_unsubscribe(arrived, language):
    member = french_member(language=language)

    message = arrived(member, french_company())

    link = message["List-Unsubscribe"].strip()  # so long that it is folded
    assert re.fullmatch(r"<https://enishi\.example\.com/unsubscribe/[\w:=-]+/>", link)
    assert link.strip("<>") in parts(message)[0]
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message["List-Id"] == "Enishi <suggestions.enishi.example.com>"
    assert message["From"] == "Enishi <enishi@example.com>"
    assert message["To"] == member.email
    assert message["Content-Language"] == language
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Message-ID"] == OutgoingEmail.objects.get().message_id


@pytest.mark.parametrize("language", ["fr", "ja", "en"])
def test_every_link_of_the_mail_leads_to_the_site(arrived, language, client):
    text, document = parts(arrived(french_member(language=language), french_company()))

    paths = set(re.findall(r"https://enishi\.example\.com(/\S*)", text))
    assert {f"https://enishi.example.com{path}" for path in paths} <= set(
        re.findall(r'href="([^"]+)"', document)
    )
    answers = {path: client.get(path).status_code for path in paths}
    assert set(answers.values()) <= {200, 302}  # a page, or the way to sign in


def test_mail_needs_no_images_and_loads_nothing(arrived):
    _text, document = parts(arrived(french_member(), french_company()))

    assert not re.search(r"<(img|link|script|iframe|form)\b|url\(|@import", document)
    assert "@media (prefers-color-scheme: dark)" in document
    assert re.search(r'<a class="button" [^>]*style="[^"]*background: #1b2130', document)
