"""What companies tell their officers about others."""

from django.db.models import QuerySet

from accounts.models import User
from matching.models import Report


def waiting(officer: User) -> QuerySet[Report]:
    """Reports by companies of the officer's country that nobody has settled, oldest first."""
    reports = Report.objects.for_officer(officer).open().select_related("company", "reported")
    return reports.order_by("created_at", "pk")
