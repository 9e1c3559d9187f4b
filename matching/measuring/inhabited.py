"""Names, texts and people for invented companies, so that every page has something to show."""

from datetime import timedelta
from functools import cache
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import make_password
from django.utils import timezone

from accounts.models import Country, Role, User
from matching.measuring.invented import PIECE
from startups.demo.loading import FACTS, HOME, read
from startups.models import Company, Contact, Label, LabelClaim, Membership, ProfileText
from startups.names import search_key, sort_key

OFFICERS, READERS = 5, 4  # besides those of the demo; officers for each country
SPREAD = timedelta(minutes=10)  # from one publication to the one before


def facts(country: Country, number: int) -> dict[str, Any]:
    """What the n-th invented company of a country has in its row: a demo company's facts, its own name."""
    example = example_of(country, number)
    told = {name: example[name] for name in FACTS if name != "number"}
    told["legal_name"], told["latin_name"] = (
        f"{example[name]} {number}" for name in ("legal_name", "latin_name")
    )
    return {
        **told,
        "sort_key": sort_key(country=country, latin_name=told["latin_name"], kana=told["kana"]),
        "search_key": search_key(told["legal_name"], told["latin_name"], told["kana"]),
        "published_at": timezone.now() - number * SPREAD,
    }


def example_of(country: Country, number: int) -> dict[str, Any]:
    """The demo company that the n-th invented one of a country is like."""
    examples = _examples(country)
    return examples[number % len(examples)]


def inhabit() -> None:
    """Give every invented company texts, labels, an owner and a contact person; and hire officers."""
    for country in Country:
        invented = Company.objects.published().filter(country=country, is_demo=False).order_by("pk")
        for start in range(0, invented.count(), PIECE):
            _settle(country, list(invented[start : start + PIECE]), start)
        _hire(country)
    _activate_second_factors()


@cache
def _examples(country: Country) -> list[dict[str, Any]]:
    return read(country)


@cache
def _labels() -> dict[str, Label]:
    labels = Label.objects.select_related("programme")
    return {f"{label.programme.slug}:{label.edition}": label for label in labels}


def _settle(country: Country, companies: list[Company], start: int) -> None:
    emails = [f"owner-{country.lower()}-{start + place}@example.com" for place in range(len(companies))]
    users = User.objects.bulk_create(
        User(email=email, password=make_password(None), **HOME[country]) for email in emails
    )
    Membership.objects.bulk_create(
        Membership(company=company, user=user) for company, user in zip(companies, users, strict=True)
    )
    examples = [example_of(country, start + place) for place in range(len(companies))]
    pairs = list(zip(companies, examples, strict=True))
    Contact.objects.bulk_create(Contact(company=company, **example["contact"]) for company, example in pairs)
    ProfileText.objects.bulk_create(
        ProfileText(
            company=company,
            language=text["language"],
            summary=text["summary"].strip(),
            offers="\n".join(text.get("offers", ())),
            seeks="\n".join(text.get("seeks", ())),
        )
        for company, example in pairs
        for text in example["text"]
    )
    LabelClaim.objects.bulk_create(
        LabelClaim(
            company=company, label=_labels()[name.rpartition(":")[0]], state=LabelClaim.State.CONFIRMED
        )
        for company, example in pairs
        for name in example.get("labels", ())
        if name.endswith(f":{LabelClaim.State.CONFIRMED}")
    )


def _hire(country: Country) -> None:
    """Officers of the agency that the demo's officer works for, and readers of the same."""
    agency = User.objects.filter(role=Role.OFFICER, agency__country=country).first().agency
    for role, count in ((Role.OFFICER, OFFICERS), (Role.READER, READERS)):
        User.objects.bulk_create(
            User(
                email=f"{role}-{country.lower()}-{number}@example.com",
                password=make_password(None),
                role=role,
                agency=agency,
                **HOME[country],
            )
            for number in range(count)
        )


def _activate_second_factors() -> None:
    """Nobody types a code here, but the site asks with every page whether there is one."""
    people = User.objects.filter(role__in=[Role.OFFICER, Role.LEAD], authenticator=None)
    Authenticator.objects.bulk_create(
        Authenticator(user=person, type=Authenticator.Type.TOTP, data={}) for person in people
    )
