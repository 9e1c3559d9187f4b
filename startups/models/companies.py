"""Companies and their life."""

import uuid
from datetime import timedelta

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Country
from accounts.models.users import Language
from common.states import StatefulModel
from startups.models.fields import Field, Technology

WORKING_DAYS_TO_DECIDE = 5


class CompanyQuerySet(models.QuerySet):
    def published(self):
        """What the other side may see."""
        return self.filter(state=Company.State.PUBLISHED)

    def of(self, user):
        """The companies of which `user` is a member."""
        return self.filter(memberships__user=user)

    def with_public_profile(self):
        """With texts and labels at hand, in a constant number of queries."""
        return self.prefetch_related("texts", "label_claims__label__programme")

    def with_profile(self):
        """The same, with the contact person and the reviewer too."""
        return self.with_public_profile().select_related("contact", "reviewer")

    def newest_first(self):
        """In the order of the directory: by name, one country would come first."""
        return self.order_by("-published_at", "pk")

    def for_officer(self, officer):
        """The companies whose profile `officer` decides on: of the own country, never their own."""
        return self.filter(country=officer.country).exclude(memberships__user=officer)

    def awaiting_verification(self):
        """What lies with the officers, oldest first."""
        waiting = [Company.State.SUBMITTED, Company.State.IN_REVIEW]
        return self.filter(state__in=waiting).order_by("submitted_at", "pk")

    def visible_to(self, user):
        """Published companies, the own ones, and for officers those of their country that were submitted."""
        seen = Q(state=Company.State.PUBLISHED) | Q(memberships__user=user)
        if user.is_officer:
            seen |= Q(country=user.country) & ~Q(state=Company.State.DRAFT)
        return self.filter(seen).distinct()


@pghistory.track(
    model_name="CompanyHistory", fields=["id", "state", "country", "profile_version", "reviewer"]
)
class Company(StatefulModel):
    """A start-up of one of the two countries, with the profile it writes once."""

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        SUBMITTED = "submitted", _("submitted")
        IN_REVIEW = "in_review", _("in review")
        CHANGES_REQUESTED = "changes_requested", _("changes requested")
        PUBLISHED = "published", _("published")
        REJECTED = "rejected", _("rejected")
        EXPIRED = "expired", _("expired")
        SUSPENDED = "suspended", _("suspended")
        WITHDRAWN = "withdrawn", _("withdrawn")
        ERASED = "erased", _("erased")

    class Stage(models.TextChoices):
        IDEA = "idea", _("idea")
        PROTOTYPE = "prototype", _("prototype")
        SEED = "seed", _("seed")
        EARLY = "early", _("first customers")
        GROWTH = "growth", _("growth")
        SCALE = "scale", _("scale-up")

    class HeadCount(models.TextChoices):
        MICRO = "1-9", _("1 to 9")
        SMALL = "10-49", _("10 to 49")
        MEDIUM = "50-249", _("50 to 249")
        LARGE = "250+", _("250 or more")

    TRANSITIONS = {
        State.DRAFT: {State.SUBMITTED, State.WITHDRAWN},
        State.SUBMITTED: {State.IN_REVIEW, State.DRAFT, State.WITHDRAWN},
        State.IN_REVIEW: {State.PUBLISHED, State.CHANGES_REQUESTED, State.REJECTED, State.WITHDRAWN},
        State.CHANGES_REQUESTED: {State.SUBMITTED, State.WITHDRAWN},
        State.PUBLISHED: {State.DRAFT, State.EXPIRED, State.SUSPENDED, State.WITHDRAWN},
        State.REJECTED: {State.SUBMITTED, State.WITHDRAWN},  # one appeal
        State.EXPIRED: {State.DRAFT, State.WITHDRAWN},
        State.SUSPENDED: {State.PUBLISHED, State.WITHDRAWN},
        State.WITHDRAWN: {State.DRAFT, State.ERASED},
    }
    EDITABLE = (State.DRAFT, State.CHANGES_REQUESTED)

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    state = models.CharField(max_length=20, choices=State, default=State.DRAFT)
    country = models.CharField(_("country"), max_length=2, choices=Country)
    legal_name = models.CharField(_("legal name"), max_length=200)
    latin_name = models.CharField(_("name in Latin letters"), max_length=200)
    kana = models.CharField(_("reading in kana"), max_length=200, blank=True)
    sort_key = models.CharField(max_length=200, editable=False)
    search_key = models.TextField(editable=False)
    number = models.CharField(_("company number"), max_length=20, null=True)  # noqa: DJ001 -- unique, once known
    founded_on = models.DateField(_("founded on"), null=True)
    stage = models.CharField(_("stage"), max_length=10, choices=Stage)
    head_count = models.CharField(_("head-count"), max_length=10, choices=HeadCount)
    postal_code = models.CharField(_("postal code"), max_length=10, blank=True)
    region = models.CharField(_("region or prefecture"), max_length=100, blank=True)
    city = models.CharField(_("city"), max_length=100)
    street = models.CharField(_("street address"), max_length=200, blank=True)
    website = models.URLField(_("website"), blank=True)
    fields = ArrayField(models.CharField(max_length=30, choices=Field), default=list, blank=True)
    technologies = ArrayField(models.CharField(max_length=10, choices=Technology), default=list, blank=True)
    working_languages = ArrayField(models.CharField(max_length=2, choices=Language), default=list, blank=True)
    is_demo = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now)
    submitted_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    appealed_at = models.DateTimeField(null=True, blank=True)
    appeal = models.TextField(_("appeal"), max_length=2000, blank=True)
    profile_version = models.PositiveIntegerField(default=0)
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = CompanyQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key", "pk"]
        verbose_name_plural = "companies"
        indexes = [
            models.Index(
                fields=["-published_at", "id"], name="directory_newest_first", condition=Q(state="published")
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["country", "number"], name="one_company_per_number"),
            models.CheckConstraint(
                name="published_companies_have_a_version",
                condition=~Q(state="published") | Q(profile_version__gt=0, published_at__isnull=False),
            ),
        ]

    def __str__(self):
        return self.legal_name

    def get_absolute_url(self) -> str:
        return reverse("startups:profile", args=[self.pk])

    @property
    def is_editable(self) -> bool:
        """Whether its members may change the profile now."""
        return self.state in self.EDITABLE

    @property
    def is_published(self) -> bool:
        return self.state == self.State.PUBLISHED

    @property
    def may_appeal(self) -> bool:
        """Whether its members may ask a lead to look at the rejection: once."""
        return self.state == self.State.REJECTED and self.appealed_at is None

    @property
    def is_appeal(self) -> bool:
        """Whether what lies with the officers is the appeal, on which only a lead decides."""
        return self.is_awaiting_officers and self.appealed_at == self.submitted_at

    @property
    def may_withdraw(self) -> bool:
        return self.can_move_to(self.State.WITHDRAWN)

    @property
    def is_awaiting_officers(self) -> bool:
        return self.state in (self.State.SUBMITTED, self.State.IN_REVIEW)

    @property
    def submission(self) -> str:
        """A name for what was last handed in, so that nobody decides on what they have not read."""
        return self.submitted_at.isoformat() if self.submitted_at else ""

    @property
    def due_on(self):
        """The day by which officers decide: five working days after it was handed in."""
        day, left = timezone.localdate(self.submitted_at), WORKING_DAYS_TO_DECIDE
        while left:
            day += timedelta(days=1)
            left -= day.weekday() < 5
        return day

    @property
    def waiting_days(self) -> int:
        """How many days ago the profile was handed in."""
        return (timezone.localdate() - timezone.localdate(self.submitted_at)).days

    @property
    def is_overdue(self) -> bool:
        return self.is_awaiting_officers and self.due_on < timezone.localdate()

    @property
    def home_language(self) -> str:
        """The language `legal_name` is written in."""
        return Language.JAPANESE if self.country == Country.JAPAN else Language.FRENCH

    @property
    def other_name(self) -> str:
        """The Latin name for those who cannot read the legal name; empty where that shows it already."""
        return "" if self.latin_name in self.legal_name else self.latin_name

    @property
    def field_names(self) -> list[str]:
        """The declared fields in the reader's language."""
        return [Field(field).label for field in self.fields]

    @property
    def technology_names(self) -> list[str]:
        """The priority technologies in the reader's language."""
        return [Technology(technology).label for technology in self.technologies]

    @property
    def working_language_names(self) -> list[str]:
        """The working languages, each by its own name."""
        return [Language(language).label for language in self.working_languages]

    @property
    def confirmed_labels(self) -> list:
        """The labels everybody may see."""
        return [claim.label for claim in self.label_claims.all() if claim.is_confirmed]

    def text_for(self, language: str):
        """The texts in `language`, else in the home language, else any; None when there are none."""
        texts = {text.language: text for text in self.texts.all()}
        return texts.get(language) or texts.get(self.home_language) or next(iter(texts.values()), None)
