"""Loads the invented companies of french.toml and japanese.toml; their dates count from today."""

import tomllib
from datetime import timedelta
from pathlib import Path

from django.utils import timezone

from accounts.models import Country, Role, User
from accounts.models.users import Language
from common.reference import demo_data
from startups.models import Company, Contact, Decision, Label, LabelClaim, Membership
from startups.names import search_key, sort_key

FOLDER = Path(__file__).parent
FILES = {Country.FRANCE: "french.toml", Country.JAPAN: "japanese.toml"}
HOME = {
    Country.FRANCE: {"language": Language.FRENCH, "time_zone": "Europe/Paris"},
    Country.JAPAN: {"language": Language.JAPANESE, "time_zone": "Asia/Tokyo"},
}
FACTS = [
    *("legal_name", "latin_name", "kana", "number", "founded_on", "stage", "head_count", "city", "region"),
    *("postal_code", "street", "website", "fields", "technologies", "working_languages"),
]
State = Company.State
WERE_PUBLISHED = {State.PUBLISHED, State.SUSPENDED, State.EXPIRED, State.WITHDRAWN}
DECIDED = {
    State.PUBLISHED: (Decision.Outcome.PUBLISHED, Decision.Reason.NONE),
    State.CHANGES_REQUESTED: (Decision.Outcome.CHANGES_REQUESTED, Decision.Reason.UNCLEAR),
    State.SUSPENDED: (Decision.Outcome.SUSPENDED, Decision.Reason.OTHER),
    State.REJECTED: (Decision.Outcome.REJECTED, Decision.Reason.NOT_STARTUP),
}


@demo_data
def load_companies() -> None:
    """Make every company of the two files, as if it had registered in the last weeks."""
    for country in Country:
        officer = User.objects.get(role=Role.OFFICER, agency__country=country)
        there = set(Company.objects.filter(country=country).values_list("number", flat=True))
        for number, data in enumerate(read(country)):
            if data["number"] not in there:
                load_company(country, data, officer, days_ago=number % 30 + 1)


def read(country: Country) -> list[dict]:
    """The companies of one side as the file tells them."""
    return tomllib.loads((FOLDER / FILES[country]).read_text(encoding="utf-8"))["company"]


def load_company(country: Country, data: dict, officer: User, *, days_ago: int) -> Company:
    """Make one company with its texts, contact, labels, owner and decision."""
    company = _company(country, data, timezone.now() - timedelta(days=days_ago))
    for text in data["text"]:
        lines = {name: "\n".join(text.get(name, [])) for name in ("offers", "seeks")}
        company.texts.create(language=text["language"], summary=text["summary"].strip(), **lines)
    Contact.objects.create(company=company, **data["contact"])
    Membership.objects.create(company=company, user=_owner(country, data))
    for name in data.get("labels", []):
        _claim(company, name, officer)
    _decide(company, officer, data.get("reason", ""))
    return company


def _company(country: Country, data: dict, handed_in_at) -> Company:
    facts = {name: data[name] for name in FACTS}
    was_published = data["state"] in WERE_PUBLISHED
    return Company.objects.create(
        country=country,
        state=data["state"],
        is_demo=True,
        created_at=handed_in_at - timedelta(days=2),
        submitted_at=None if data["state"] == State.DRAFT else handed_in_at,
        published_at=handed_in_at if was_published else None,
        profile_version=1 if was_published else 0,
        sort_key=sort_key(country=country, latin_name=data["latin_name"], kana=data["kana"]),
        search_key=search_key(data["legal_name"], data["latin_name"], data["kana"]),
        **facts,
    )


def _owner(country: Country, data: dict) -> User:
    email = data.get("owner", f"owner-{data['key']}@example.com")
    return User.objects.filter(email=email).first() or User.objects.create_user(email, **HOME[country])


def _claim(company: Company, name: str, officer: User) -> None:
    slug, edition, *state = name.split(":")
    label = Label.objects.get(programme__slug=slug, edition=edition)
    claim = company.label_claims.create(label=label, created_at=company.created_at)
    if state == [LabelClaim.State.CONFIRMED]:
        claim.move_to(LabelClaim.State.CONFIRMED, decided_by=officer, decided_at=timezone.now())


def _decide(company: Company, officer: User, explanation: str) -> None:
    if company.state == State.IN_REVIEW:
        Company.objects.filter(pk=company.pk).update(reviewer=officer)
    if company.state not in DECIDED:
        return

    outcome, reason = DECIDED[company.state]
    company.decisions.create(
        officer=officer,
        outcome=outcome,
        reason=reason,
        explanation=explanation,
        decided_at=company.submitted_at,
    )
