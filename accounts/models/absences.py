"""Leave of officers, and who stands in for them."""

from datetime import date

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import BigIntegerRangeField, DateRangeField, RangeOperators
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils.translation import gettext_lazy as _

from accounts.models.users import User

# A number as a range of one: ranges need no extension of PostgreSQL to exclude each other.
ONE_OFFICER = Func(
    "officer", "officer", Value("[]"), function="int8range", output_field=BigIntegerRangeField()
)
DAYS = Func("starts_on", "ends_on", Value("[]"), function="daterange", output_field=DateRangeField())
ORDER = _("The last day lies before the first.")
NOT_ONESELF = _("Nobody stands in for themselves.")


class AbsenceQuerySet(models.QuerySet):
    def on(self, day: date):
        """Who is away on this day."""
        return self.filter(starts_on__lte=day, ends_on__gte=day)

    def overlapping(self, absence: "Absence"):
        """What shares a day with `absence`."""
        return self.filter(starts_on__lte=absence.ends_on, ends_on__gte=absence.starts_on)

    def not_over(self, day: date):
        """What is going on on this day or comes later, soonest first."""
        return self.filter(ends_on__gte=day).order_by("starts_on", "pk")

    def kept_by(self, user: User):
        """What `user` may enter and cancel: the own leave, and as lead that of the own agency."""
        return self.filter(officer__agency=user.agency) if user.is_lead else self.filter(officer=user)


class Absence(models.Model):
    """Days on which an officer is away and another one of the same country stands in."""

    officer = models.ForeignKey(User, on_delete=models.CASCADE, related_name="absences")
    deputy = models.ForeignKey(User, on_delete=models.CASCADE, related_name="deputyships")
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="leave_ends_after_it_starts",
                condition=Q(ends_on__gte=F("starts_on")),
                violation_error_message=ORDER,
            ),
            models.CheckConstraint(
                name="nobody_stands_in_for_themselves",
                condition=~Q(deputy=F("officer")),
                violation_error_message=NOT_ONESELF,
            ),
            ExclusionConstraint(
                name="one_leave_at_a_time",
                expressions=[(ONE_OFFICER, RangeOperators.OVERLAPS), (DAYS, RangeOperators.OVERLAPS)],
                violation_error_message=_("A leave of this officer is entered for some of these days."),
            ),
        ]

    def __str__(self):
        return f"{self.starts_on} – {self.ends_on}"

    def clean(self):
        """Check what the form can say field by field."""
        if not (self.officer_id and self.deputy_id and self.starts_on and self.ends_on):
            return
        if self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": ORDER})
        if self.starts_on < self.officer.today:
            raise ValidationError({"starts_on": _("A leave cannot be entered for days that are over.")})
        refusal = self._refusal_of_deputy()
        if refusal:
            raise ValidationError({"deputy": refusal})

    def _refusal_of_deputy(self):
        if self.deputy_id == self.officer_id:
            return NOT_ONESELF
        if not self.deputy.is_active or not self.deputy.is_officer:
            return _("Only an active officer stands in.")
        if self.deputy.country != self.officer.country:
            return _("The deputy has to be of the same country.")
        if self.deputy.absences.overlapping(self).exists():
            return _("This person is on leave on some of these days.")
        return None
