"""How much each officer of a country has to decide, and how long it takes them."""

from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from django.db.models import Count, Q
from django.utils import timezone

from accounts.models import Absence, User
from matching.desk.halves import colleagues
from matching.models import Approval

PERIOD = timedelta(days=90)


@dataclass(frozen=True)
class Load:
    """One officer: what waits, what is overdue, the median days to decide, and leave."""

    officer: User
    open: int
    overdue: int
    decided: int
    median_days: float | None
    on_leave_until: date | None


def loads(lead: User) -> list[Load]:
    """The load of every officer of the lead's country, most overdue first."""
    waiting, days, leave = _waiting(lead), _days_to_decide(lead), _on_leave(lead)
    found = [
        Load(
            officer=officer,
            **waiting.get(officer.pk, {"open": 0, "overdue": 0}),
            decided=len(days.get(officer.pk, ())),
            median_days=median(days[officer.pk]) if officer.pk in days else None,
            on_leave_until=leave.get(officer.pk),
        )
        for officer in colleagues(lead)
    ]
    return sorted(found, key=lambda load: (-load.overdue, -load.open))


def nobodys(lead: User) -> int:
    """Undecided halves of the country that nobody takes care of."""
    return Approval.objects.undecided().of_nobody().filter(country=lead.country).count()


def _waiting(lead: User) -> dict[int, dict[str, int]]:
    late = Q(due_on__lt=timezone.localdate())
    rows = Approval.objects.undecided().filter(country=lead.country).order_by().values("assigned_to")
    counted = rows.annotate(open=Count("pk"), overdue=Count("pk", late))
    return {row["assigned_to"]: {"open": row["open"], "overdue": row["overdue"]} for row in counted}


def _days_to_decide(lead: User) -> dict[int, list[float]]:
    states = [Approval.State.APPROVED, Approval.State.REFUSED]
    decided = Approval.objects.filter(
        country=lead.country, state__in=states, decided_at__gte=timezone.now() - PERIOD
    )
    found: dict[int, list[float]] = {}
    for officer, asked, answered in decided.values_list("officer", "created_at", "decided_at"):
        found.setdefault(officer, []).append((answered - asked) / timedelta(days=1))
    return found


def _on_leave(lead: User) -> dict[int, date]:
    today = Absence.objects.on(lead.today).filter(officer__agency__country=lead.country)
    return dict(today.values_list("officer", "ends_on"))
