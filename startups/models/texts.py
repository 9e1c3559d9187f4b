"""What a company says of itself, in one or more languages."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models.users import Language
from startups.models.companies import Company

LONGEST = {"summary": 4000, "offers": 2000, "seeks": 2000}  # characters


class ProfileText(models.Model):
    """Summary, offers and seeks in one language, as written; offers and seeks one to a line."""

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(_("language"), max_length=2, choices=Language)
    summary = models.TextField(_("summary"), max_length=LONGEST["summary"])
    offers = models.TextField(_("what you offer"), max_length=LONGEST["offers"], blank=True)
    seeks = models.TextField(_("what you seek"), max_length=LONGEST["seeks"], blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["company", "language"], name="one_text_per_language")]

    def __str__(self):
        return f"{self.company} ({self.language})"

    @property
    def offer_lines(self) -> list[str]:
        return _lines(self.offers)

    @property
    def seek_lines(self) -> list[str]:
        return _lines(self.seeks)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
