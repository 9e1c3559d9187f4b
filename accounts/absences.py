"""Leave of officers: entered and cancelled; who is away, and for whom somebody stands in."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from accounts.models import Absence, User
from mail.letters import send_letter


@transaction.atomic
def enter(absence: Absence) -> None:
    """Keep the leave and tell the deputy; raises ValidationError for what cannot be.

    Both people's rows are held: two leaves entered at once see each other.
    """
    people = [absence.officer_id, absence.deputy_id]
    rows = User.objects.select_related("agency").select_for_update(no_key=True, of=["self"])
    held = {person.pk: person for person in rows.filter(pk__in=people).order_by("pk")}
    absence.officer, absence.deputy = (held[pk] for pk in people)
    absence.full_clean()
    absence.save()
    send_letter(absence.deputy, "account/standing_in", absence=absence)


@transaction.atomic
def cancel(absence: Absence) -> None:
    """Remove a leave that has not begun; one that is going on ends, and its officer is back today."""
    absence = Absence.objects.select_for_update(of=["self"]).filter(pk=absence.pk).first()
    if absence is None:
        return
    today = absence.officer.today
    if absence.ends_on < today:
        return
    if absence.starts_on < today:
        absence.ends_on = today - timedelta(days=1)
        absence.save(update_fields=["ends_on"])
    else:
        absence.delete()
    send_letter(absence.deputy, "account/standing_in_over", absence=absence)


def is_away(user: User, on: date | None = None) -> bool:
    """Whether `user` is on leave on this day, else today where they are."""
    return user.absences.on(on or user.today).exists()


def stands_in_for(user: User, on: date | None = None) -> list[User]:
    """The officers of the own country for whom `user` stands in on this day, else today where each is."""
    if not (user.is_active and user.is_officer):
        return []
    days = _days_around_now() if on is None else [on, on]
    absences = user.deputyships.filter(starts_on__lte=days[1], ends_on__gte=days[0])
    absences = absences.select_related("officer__agency").order_by("starts_on", "pk")
    return [one.officer for one in absences if _counts(one, user, on or one.officer.today)]


def _counts(absence: Absence, deputy: User, day: date) -> bool:
    officer = absence.officer
    is_that_day = absence.starts_on <= day <= absence.ends_on
    return is_that_day and officer.is_officer and officer.country == deputy.country


def _days_around_now() -> list[date]:
    """Yesterday and tomorrow: no zone's today lies outside."""
    today = timezone.now().date()
    return [today - timedelta(days=1), today + timedelta(days=1)]
