"""Registering a company: begun once, left and resumed, complete before it is handed in."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from startups.models import Company, Contact, Membership


@dataclass(frozen=True)
class Step:
    """One step of the registration."""

    name: str
    title: str
    is_done: bool
    is_needed: bool = True

    @property
    def address(self) -> str:
        return reverse(f"startups:{self.name}")


@transaction.atomic
def begin(*, user, country: str, key: UUID) -> Company:
    """The company of this form: made at the first submit, found again at the second.

    Who has a company keeps that one, whichever form was sent.
    """
    # The person's row is held: forms of two tabs, sent at the same instant, come one after the other.
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    own = Company.objects.of(user).order_by("pk").first()
    if own:
        return own

    company, is_new = Company.objects.get_or_create(key=key, defaults={"country": country})
    if is_new:
        Membership.objects.create(company=company, user=user, role=Membership.Role.OWNER)
    return company


def steps(company: Company) -> list[Step]:
    """The steps in their order, with what is done."""
    return [
        Step("identity", _("Identity"), bool(company.legal_name)),
        Step("texts", _("Texts"), company.texts.exists()),
        Step("activity", _("Fields and technologies"), bool(company.fields and company.working_languages)),
        Step("labels", _("Labels"), company.label_claims.exists(), is_needed=False),
        Step("contact", _("Contact person"), Contact.objects.filter(company=company).exists()),
    ]


def missing(company: Company) -> list[Step]:
    """What is to be done before the profile can be handed in."""
    return [step for step in steps(company) if step.is_needed and not step.is_done]
