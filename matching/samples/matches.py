"""Invented people and companies for the samples of letters; no row of the database is read or written."""

from datetime import UTC, date, datetime

from django.conf import settings
from django.urls import reverse

from accounts.models import Agency, Country, Invitation, Role, User
from accounts.models.users import Language
from matching.life import letters
from matching.models import Approval, Match
from matching.samples import digests as sample_digests
from matching.samples import meetings as sample_meetings
from matching.samples import missions as sample_missions
from matching.samples import people as sample_people
from matching.samples.people import NOWHERE
from startups.models import Company, Contact, Decision, Label, LabelClaim, Programme

ASKED_AT = datetime(2027, 1, 6, 8, 30, tzinfo=UTC)
DUE_ON = date(2027, 1, 20)
FOR_OFFICERS = {
    "country",
    "due_on",
    "french",
    "absence",
    "queues",
    "late",
    "halves",
}  # a letter that needs one of these is to an officer
FOR_MEMBERS = {"person", "company"}  # and one of these, to the members of a company about it

EXPLANATIONS = {
    "fr": "Le texte de l'exemple ne dit pas encore à qui s'adresse le produit.",
    "ja": "製品の対象となるお客様を、もう少し具体的にご記入ください。",
    "en": "The sample text does not say yet whom the product is for.",
}
GIVES = {
    "fr": ["capteurs d'humidité", "agriculture de précision"],
    "ja": ["湿度センサー", "精密農業"],
    "en": ["moisture sensors", "precision farming"],
}
GETS = {
    "fr": ["sites pilotes", "robots de récolte"],
    "ja": ["実証サイト", "収穫ロボット"],
    "en": ["pilot sites", "harvesting robots"],
}
NOTES = {  # what the other side wrote, in its own language
    Country.FRANCE: "Nous cherchons un partenaire pour un site pilote au Japon.",
    Country.JAPAN: "フランスの圃場での共同実証に関心があります。",
}


def facts(language: str, needs: set[str]) -> dict:
    """Everything that a letter in `language` may name; whom it is to follows from what it needs."""
    french, japanese = french_side(), japanese_side()
    own, other = (japanese, french) if language == Language.JAPANESE else (french, japanese)
    told = {
        "user": recipient(language, own, is_officer=bool(needs & FOR_OFFICERS)),
        "company": own.company,
        "decision": Decision(reason=Decision.Reason.UNCLEAR, explanation=EXPLANATIONS[language]),
        "claim": claim(own.company, language),
        "me": own,
        "them": other,
        "french": french,
        "japanese": japanese,
    }
    told |= of_a_match(french, japanese, Country(other.company.country), language) | of_accounts(language)
    told |= sample_people.of_leave(language)
    if needs & {"digest", "queues"}:
        told |= sample_digests.facts(
            language, other=other.company, gives=GIVES[language], gets=GETS[language]
        )
    if "meeting" in needs and "match" not in needs:
        return told | sample_meetings.facts(language, own=own.company, other=other.company)
    if "mission" in needs:
        is_officer = bool(needs & FOR_OFFICERS)
        sides = {"own": own.company, "other": other.company}
        return told | sample_missions.facts(language, **sides, is_officer=is_officer)
    if needs & FOR_MEMBERS:
        return told | sample_people.of_members(own.company, language)
    return told | ({"own": own.company, "other": other.company} if "own" in needs else {})


def of_a_match(french: Contact, japanese: Contact, country: Country, language: str) -> dict:
    """What the letters about a match name; `country` is the other side's."""
    match = Match(
        pk=NOWHERE,
        french_company=french.company,
        japanese_company=japanese.company,
        state=Match.State.INTEREST,
        interest_at=ASKED_AT,
    )
    return {
        "match": match,
        "url": letters.address(match.get_absolute_url()),
        "not_now": letters.address(reverse("matching:not_now", args=["sample"])),
        "country": country,
        "due_on": DUE_ON,
        "days": 90,
        "halves": [Approval(match=match, country=country.other, due_on=DUE_ON)],
        "giver": sample_people.colleague(language),
        "others": [japanese.company if country == Country.JAPAN else french.company],
        "note": NOTES[country],
        "gives": GIVES[language],
        "gets": GETS[language],
        "officers": ["Business France", "JETRO"],
    }


def french_side() -> Contact:
    """The contact person of the French company."""
    company = Company(
        pk=NOWHERE,
        country=Country.FRANCE,
        legal_name="Capteurs Exemple SAS",
        latin_name="Capteurs Exemple",
        city="Rennes",
        working_languages=["fr", "en"],
        is_demo=True,
    )
    return Contact(
        company=company,
        family_name="Exemple",
        given_name="Camille",
        title="Présidente",
        email="camille@example.com",
        phone="+33 1 99 00 00 00",
    )


def japanese_side() -> Contact:
    """The contact person of the Japanese company."""
    company = Company(
        pk=NOWHERE,
        country=Country.JAPAN,
        legal_name="株式会社見本ロボット",
        latin_name="Mihon Robot",
        city="京都市",
        working_languages=["ja", "en"],
        is_demo=True,
    )
    return Contact(
        company=company,
        family_name="見本",
        given_name="花子",
        family_name_kana="ミホン",
        given_name_kana="ハナコ",
        title="代表取締役",
        email="hanako@example.com",
        phone="+81 3 0000 0000",
    )


def recipient(language: str, contact: Contact, *, is_officer: bool) -> User:
    """Who gets the letter: the contact person's own account, or an officer of that country."""
    country = contact.company.country
    agency = Agency(name="JETRO" if country == Country.JAPAN else "Business France", country=country)
    return User(
        email=contact.email,
        family_name=contact.family_name,
        given_name=contact.given_name,
        role=Role.OFFICER if is_officer else Role.MEMBER,
        agency=agency if is_officer else None,
        language=language,
        time_zone="Asia/Tokyo" if country == Country.JAPAN else "Europe/Paris",
    )


def claim(company: Company, language: str) -> LabelClaim:
    """That the company says it holds a label of its country."""
    name = "J-Startup" if company.country == Country.JAPAN else "French Tech 2030"
    label = Label(programme=Programme(name=name, country=company.country), edition="2025")
    return LabelClaim(company=company, label=label, reason=EXPLANATIONS[language])


def of_accounts(language: str) -> dict:
    """What the letters about accounts name; the keys open nothing."""
    agency = Agency(name="Business France", country=Country.FRANCE)
    invitation = Invitation(
        email="new@example.com", role=Role.OFFICER, agency=agency, language=language, created_at=ASKED_AT
    )
    link = settings.SITE_URL.rstrip("/") + reverse("accounts:accept_invitation", args=["sample"])
    return {
        "key": "sample-key",
        "uid": "sample",
        "timestamp": ASKED_AT,
        "ip": "192.0.2.1",
        "from_email": "old@example.com",
        "to_email": "new@example.com",
        "deleted_email": "old@example.com",
        "invitation": invitation,
        "link": link,
    }
