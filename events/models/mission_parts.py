"""What belongs to a mission: criteria, costs, programme, documents."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.models.users import Language
from events.meetings import wording
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
        return f"{self.get_kind_display()}: {self.said}"

    @property
    def said(self) -> str:
        """The amount with its currency."""
        return wording.money(self.amount, self.currency)

    @property
    def own_part(self) -> int:
        """What of it the company pays itself."""
        return {self.Payer.AGENCY: 0, self.Payer.HALVES: (self.amount + 1) // 2}.get(self.payer, self.amount)


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
    """A PDF file, or a link to a document elsewhere, for everybody or for the delegation alone."""

    class Kind(models.TextChoices):
        GUIDE = "guide", _("Guide for applicants")
        RULES = "rules", _("Rules of the show")
        PRACTICAL = "practical", _("Practical information")
        OTHER = "other", _("Other document")

    mission = models.ForeignKey(Mission, on_delete=models.CASCADE, related_name="documents")
    kind = models.CharField(_("what"), max_length=10, choices=Kind)
    language = models.CharField(_("language"), max_length=2, choices=Language)
    title = models.CharField(_("title"), max_length=120, blank=True)
    link = models.URLField(_("link"), max_length=500, blank=True)
    size = models.PositiveIntegerField(default=0)  # of the file, in bytes; 0 for a link
    is_public = models.BooleanField(_("everybody may read it"), default=True)
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="documents_are_a_file_or_a_link",
                condition=Q(link="", size__gt=0) | ~Q(link="") & Q(size=0),
            )
        ]

    def __str__(self):
        return self.title or self.get_kind_display()

    @property
    def is_file(self) -> bool:
        """Whether it is kept here; the link of any other leads elsewhere."""
        return self.size > 0

    @property
    def file_name(self) -> str:
        """What the file is called when it is downloaded; nothing of what its author called it."""
        return f"mission-{self.mission_id}-{self.kind}-{self.pk}-{self.language}.pdf"


class DocumentFile(models.Model):
    """The content of a document, apart from it, so that lists do not read it.

    In the database, not on a disk: every web server has it, and so has every backup.
    """

    document = models.OneToOneField(Document, on_delete=models.CASCADE, related_name="file")
    content = models.BinaryField()

    def __str__(self):
        return f"File of {self.document_id}"
