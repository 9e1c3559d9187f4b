"""What companies tell their officers about others."""

from django.db.models import QuerySet

from accounts.models import User
from matching.models import Report


def waiting(officer: User) -> QuerySet[Report]:
    """Reports by companies of the officer's country that nobody has settled, oldest first."""
    return _for(officer).open().order_by("created_at", "pk")


def settled(officer: User) -> QuerySet[Report]:
    """Those that were settled, and by whom, newest first."""
    return _for(officer).settled().select_related("settled_by__agency").order_by("-settled_at", "-pk")


def _for(officer: User) -> QuerySet[Report]:
    return Report.objects.for_officer(officer).select_related("company", "reported")
