"""That the contact person of a company agreed to be named to the other side of one match."""

from hashlib import sha256

from django.db.models import QuerySet, TextChoices
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Consent, User
from matching.models import Match
from startups.models import Company, Contact

TEXT_VERSION = "2026-11"  # the ending of the templates in consents/; a changed text gets a new one
Purpose = Consent.Purpose


class Gap(TextChoices):
    """Why nobody of a company may be named in a match."""

    MISSING = "missing", _("Nobody has agreed to be named yet.")
    LEFT = (
        "left",
        _(
            "The contact person who had agreed to be named has left the company. "
            "The new one must agree first."
        ),
    )
    CHANGED = (
        "changed",
        _(
            "The details of the contact person have changed since they agreed to be named. "
            "They must agree again."
        ),
    )
    TAKEN_BACK = "taken_back", _("The contact person has taken back their agreement to be named.")


def text(purpose: str, match: Match, company: Company, language: str) -> str:
    """What the contact person of `company` is asked to agree to, in plain words."""
    template = f"consents/{purpose}_{TEXT_VERSION}.{language}.txt"
    return render_to_string(template, {"recipient": match.other_side(company), "company": company}).strip()


def give(match: Match, company: Company, *, person: User, language: str, officers_in_copy: bool) -> None:
    """Record that `person`, who is the contact person of `company`, agrees to be named in this match."""
    purposes = (
        [Purpose.INTRODUCTION, Purpose.OFFICERS_IN_COPY] if officers_in_copy else [Purpose.INTRODUCTION]
    )
    recipient = match.other_side(company)
    valid = valid_for(match, company)
    valid.exclude(fingerprint=fingerprint(company.contact)).update(withdrawn_at=timezone.now())
    for purpose in purposes:
        Consent.objects.get_or_create(
            subject=subject(match, company),
            purpose=purpose,
            withdrawn_at=None,
            defaults={
                "person": person,
                "text_version": TEXT_VERSION,
                "language": language,
                "recipient": recipient.legal_name,
                "country": recipient.country,
                "fingerprint": fingerprint(company.contact),
            },
        )


def given(match: Match, company: Company, purpose: str = Purpose.INTRODUCTION) -> Consent | None:
    """The consent in force: not taken back, and given for the details as they are now."""
    contact = Contact.objects.filter(company=company).first()
    if contact is None:
        return None
    valid = valid_for(match, company).filter(purpose=purpose, fingerprint=fingerprint(contact))
    return valid.select_related("person").first()


def is_valid(match: Match, company: Company) -> bool:
    """Whether the contact person of `company` may be named to the other side."""
    return given(match, company) is not None


def gap(match: Match, company: Company) -> Gap | None:
    """Why nobody of `company` may be named in `match`; None while somebody may."""
    if is_valid(match, company):
        return None
    last = Consent.objects.filter(subject=subject(match, company), purpose=Purpose.INTRODUCTION).last()
    if last is None:
        return Gap.MISSING
    if not company.memberships.filter(user=last.person_id).exists():
        return Gap.LEFT
    return Gap.TAKEN_BACK if last.withdrawn_at else Gap.CHANGED


def officers_may_be_in_copy(match: Match) -> bool:
    """Whether the contact persons of both sides agreed to it."""
    sides = (match.french_company, match.japanese_company)
    return all(given(match, company, Purpose.OFFICERS_IN_COPY) for company in sides)


def withdraw_all(match: Match) -> None:
    """End every consent of both sides of a match: it is over before an introduction."""
    subjects = [subject(match, company) for company in (match.french_company, match.japanese_company)]
    Consent.objects.valid().filter(subject__in=subjects).update(withdrawn_at=timezone.now())


def valid_for(match: Match, company: Company):
    """The consents of one side that were not taken back."""
    return Consent.objects.valid().filter(subject=subject(match, company))


def subject(match: Match, company: Company) -> str:
    """The name of one company's side of a match."""
    return f"match:{match.pk}:{company.pk}"


def matches_of(given: QuerySet[Consent]) -> list[int]:
    """The numbers of the matches that these consents are about."""
    return [int(name.split(":")[1]) for name in given.values_list("subject", flat=True)]


def fingerprint(contact: Contact) -> str:
    """A name for the details as they are, so that nobody agrees to what was typed in later."""
    details = [contact.family_name, contact.given_name, contact.title, contact.email, contact.phone]
    return sha256("\n".join(details).encode()).hexdigest()
