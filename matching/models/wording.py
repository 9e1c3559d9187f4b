"""Labels that officers added to concepts, or hid."""

import pghistory
from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models.users import Language
from matching.thesaurus.concepts import ExtraLabel


class ConceptLabelQuerySet(models.QuerySet):
    def added(self):
        """Labels that are not in the files."""
        return self.filter(is_hidden=False)

    def hidden(self):
        """Labels of the files that are left out."""
        return self.filter(is_hidden=True)


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.DeleteEvent(),
    model_name="ConceptLabelHistory",
    fields=["id", "concept", "language", "label", "is_hidden", "changed_by"],
)
class ConceptLabel(models.Model):
    """How an officer's wording differs from the thesaurus files; taking it back deletes the row."""

    concept = models.CharField(max_length=100)
    language = models.CharField(_("language"), max_length=2, choices=Language)
    label = models.CharField(_("label"), max_length=100)
    is_hidden = models.BooleanField(default=False)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    changed_at = models.DateTimeField(default=timezone.now)

    objects = ConceptLabelQuerySet.as_manager()

    class Meta:
        ordering = ["concept", "language", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["concept", "language", "label"], name="one_change_per_label")
        ]

    def __str__(self):
        return f"{self.concept}: {self.label} ({self.language})"

    @property
    def as_plain_data(self) -> ExtraLabel:
        """What the engine needs of it."""
        return ExtraLabel(self.concept, self.language, self.label)
