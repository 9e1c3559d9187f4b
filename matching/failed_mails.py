"""Mails that did not arrive: whose they are decides which officers are told."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import Country
from mail.models import OutgoingEmail
from startups.models import Membership


def failed_mails_of(country: Country) -> QuerySet:
    """Failed mails to people of this country's companies and agencies, and to whom no country is known."""
    memberships = Membership.objects.filter(user=OuterRef("user"))
    return OutgoingEmail.objects.failed().filter(
        Q(Exists(memberships.filter(company__country=country)))
        | Q(user__agency__country=country)
        | Q(~Exists(memberships), user__agency=None)
    )
