"""The agencies and ministries of the two countries."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Country(models.TextChoices):
    """The two sides."""

    FRANCE = "FR", _("France")
    JAPAN = "JP", _("Japan")

    @property
    def other(self) -> "Country":
        """The country on the other side."""
        return Country.JAPAN if self is Country.FRANCE else Country.FRANCE


class Agency(models.Model):
    """A public body of one country whose officers or readers use the system."""

    class Kind(models.TextChoices):
        AGENCY = "agency", _("agency")
        MINISTRY = "ministry", _("ministry")

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=100)
    country = models.CharField(max_length=2, choices=Country)
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.AGENCY)

    class Meta:
        ordering = ["country", "name"]
        verbose_name_plural = "agencies"

    def __str__(self):
        return self.name
