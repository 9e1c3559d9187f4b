"""What belongs to a mission: criteria, costs, programme, documents."""

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.models.users import Language
from events.models.missions import Currency, Mission


class Criterion(models.Model):
    """What applicants are asked and jurors score, with its weight, in three languages."""

    mission = models.ForeignKey(Mission, on_delete=models.CASCADE, related_name="criteria")
    position = models.PositiveSmallIntegerField(default=1)
    weight = models.PositiveSmallIntegerField(_("weight"), default=1)
    french = models.CharField(_("question in French"), max_length=200)
    japanese = models.CharField(_("question in Japanese"), max_length=200)
    english = models.CharField(_("question in English"), max_length=200)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(name="criteria_weigh_1_to_10", condition=Q(weight__gte=1, weight__lte=10))
        ]

    def __str__(self):
        texts = {Language.FRENCH: self.french, Language.JAPANESE: self.japanese}
        return texts.get(get_language(), self.english)


class Cost(models.Model):
    """One line of the cost sheet."""

    class Kind(models.TextChoices):
        BOOTH = "booth", _("Booth")
        TRAVEL = "travel", _("Journey")
        HOTEL = "hotel", _("Hotel")
        TRANSPORT = "transport", _("Transport of exhibits")
        INTERPRETER = "interpreter", _("Interpreters")
        PROGRAMME = "programme", _("Programme and visits")
        INSURANCE = "insurance", _("Insurance")
        OTHER = "other", _("Other costs")

    class Payer(models.TextChoices):
        AGENCY = "agency", _("the agency")
        COMPANY = "company", _("the company")
        HALVES = "halves", _("half each")

    mission = models.ForeignKey(Mission, on_delete=models.CASCADE, related_name="costs")
    kind = models.CharField(_("what"), max_length=12, choices=Kind)
    amount = models.PositiveIntegerField(_("amount per company"))
    currency = models.CharField(_("currency"), max_length=3, choices=Currency, default=Currency.EUR)
    payer = models.CharField(_("paid by"), max_length=8, choices=Payer)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.amount} {self.currency}"


class ProgrammeItem(models.Model):
    """What happens on one day at one place."""

    class Kind(models.TextChoices):
        JOURNEY = "journey", _("Journey")
        BRIEFING = "briefing", _("Briefing")
        VISIT = "visit", _("Visit")
        SHOW = "show", _("Trade show")
        PITCHES = "pitches", _("Pitches")
        MEETINGS = "meetings", _("Meetings one to one")
        RECEPTION = "reception", _("Reception")
        DEBRIEFING = "debriefing", _("Debriefing")

    mission = models.ForeignKey(Mission, on_delete=models.CASCADE, related_name="programme")
    day = models.DateField(_("day"))
    kind = models.CharField(_("what"), max_length=12, choices=Kind)
    place = models.CharField(_("place"), max_length=150)

    class Meta:
        ordering = ["day", "pk"]

    def __str__(self):
        return f"{self.day}: {self.get_kind_display()}, {self.place}"


class Document(models.Model):
    """A document elsewhere that applicants should read."""

    class Kind(models.TextChoices):
        GUIDE = "guide", _("Guide for applicants")
        RULES = "rules", _("Rules of the show")
        PRACTICAL = "practical", _("Practical information")
        OTHER = "other", _("Other document")

    mission = models.ForeignKey(Mission, on_delete=models.CASCADE, related_name="documents")
    kind = models.CharField(_("what"), max_length=10, choices=Kind)
    language = models.CharField(_("language"), max_length=2, choices=Language)
    link = models.URLField(_("link"), max_length=500)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"{self.get_kind_display()} ({self.language})"
