"""Trade shows that recur, and their dated editions."""

from zoneinfo import ZoneInfo

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Country
from events.meetings import wording


class TradeShow(models.Model):
    """A show that recurs at one venue."""

    slug = models.SlugField(unique=True)
    name = models.CharField(_("name"), max_length=100)
    country = models.CharField(_("country"), max_length=2, choices=Country)
    venue = models.CharField(_("venue"), max_length=200)
    city = models.CharField(_("city"), max_length=100)
    time_zone = models.CharField(_("time zone of the venue"), max_length=40)
    website = models.URLField(_("website"), blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name

    @property
    def zone_name(self) -> str:
        """The zone of the venue by the name of its city."""
        return wording.city(ZoneInfo(self.time_zone))


class EditionQuerySet(models.QuerySet):
    def upcoming(self):
        """What is not over yet, or has no dates yet, earliest first."""
        today = timezone.localdate()
        return self.filter(
            models.Q(ends_on__gte=today) | models.Q(ends_on=None, year__gte=today.year)
        ).order_by("year", "starts_on", "pk")


class Edition(models.Model):
    """One year of a show; dates count in the venue's zone and may be missing or unconfirmed."""

    show = models.ForeignKey(TradeShow, on_delete=models.PROTECT, related_name="editions")
    year = models.PositiveSmallIntegerField(_("year"))
    starts_on = models.DateField(_("first day"), null=True, blank=True)
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    is_confirmed = models.BooleanField(_("the dates are confirmed by the source"), default=False)
    source = models.CharField(_("source"), max_length=200, blank=True)
    remark = models.CharField(_("remark"), max_length=200, blank=True)
    is_entered = models.BooleanField(default=False, editable=False)  # by officers: reference data leave it

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "show"]
        constraints = [models.UniqueConstraint(fields=["show", "year"], name="one_edition_per_year")]

    def __str__(self):
        return f"{self.show} {self.year}"

    def get_absolute_url(self) -> str:
        return reverse("events:edition", args=[self.pk])
