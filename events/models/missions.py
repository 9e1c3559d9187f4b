"""Missions: a delegation of one country is taken to a trade show in the other."""

import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.models import Agency, Country
from accounts.models.users import Language
from common.states import StatefulModel
from events.meetings import wording
from events.missions import condition_wording
from events.models.lives import Actor, transitions
from events.models.mission_life import MISSION_LIFE, MissionState
from events.models.shows import Edition
from startups.models import Company, Field, Technology

UNSEEN = (MissionState.DRAFT, MissionState.CANCELLED)
SOMEBODY = {"null": True, "blank": True, "on_delete": models.SET_NULL, "related_name": "+"}


class Currency(models.TextChoices):
    """What amounts are in."""

    EUR = "EUR", "€"
    JPY = "JPY", "¥"


class MissionQuerySet(models.QuerySet):
    def announced(self):
        """What everybody may see: opened once, and not called off."""
        return self.exclude(state__in=UNSEEN)

    def open_now(self):
        """Where companies can apply at this moment."""
        now = timezone.now()
        return self.filter(state=MissionState.OPEN, opens_at__lte=now, deadline_at__gt=now)

    def visible_to(self, user):
        """What is announced; for officers also their country's drafts, and those given to them as hosts.

        Members see what they applied for even when it was called off.
        """
        if not user.is_authenticated:
            return self.announced()
        if user.is_officer:
            is_given = ~Q(state=MissionState.DRAFT) | Q(proposed_at__isnull=False)
            return self.filter(Q(country=user.country) | is_given)
        applied = self.filter(applications__company__memberships__user=user).exclude(state=MissionState.DRAFT)
        return self.filter(~Q(state__in=UNSEEN) | Q(pk__in=applied.values("pk")))

    def for_host(self, officer):
        """The missions to the officer's country, without those to which they have a tie."""
        return self.exclude(country=officer.country).without_own_companies(officer)

    def for_sender(self, officer):
        """The missions of the officer's country, without those to which they have a tie."""
        return self.filter(country=officer.country).without_own_companies(officer)

    def without_own_companies(self, officer):
        """Without those for which a company of the officer applied."""
        own = self.filter(applications__company__memberships__user=officer)
        return self.exclude(pk__in=own.values("pk"))

    def awaiting_countersignature(self):
        """Given to the host country, which has not signed."""
        given = self.filter(state=MissionState.DRAFT, proposed_at__isnull=False)
        return given.filter(countersigned_at=None)

    def awaiting_agreement(self):
        """With a proposed selection to which the host country has not agreed."""
        proposed = self.filter(state=MissionState.SELECTING, nominated_at__isnull=False)
        return proposed.filter(agreed_at=None, published_at=None)

    def awaiting_sender(self):
        """To be given to the jury, or to be published."""
        is_agreed = Q(state=MissionState.SELECTING, agreed_at__isnull=False, published_at=None)
        return self.filter(Q(state=MissionState.CLOSED) | is_agreed)

    def with_texts(self):
        """With edition and texts at hand, in a constant number of queries."""
        return self.select_related("edition__show", "agency").prefetch_related("texts")


class Mission(StatefulModel):
    """A delegation of `country` to an edition in the other country; its log is what its page tells."""

    State = MissionState
    LIFE = MISSION_LIFE
    TRANSITIONS = transitions(MISSION_LIFE)

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    state = models.CharField(max_length=20, choices=MissionState, default=MissionState.DRAFT)
    edition = models.ForeignKey(
        Edition, verbose_name=_("edition"), on_delete=models.PROTECT, related_name="missions"
    )
    country = models.CharField(max_length=2, choices=Country)  # of the delegation
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="missions")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, **SOMEBODY)
    created_at = models.DateTimeField(default=timezone.now)
    starts_on = models.DateField(_("first day of the mission"))
    ends_on = models.DateField(_("last day of the mission"))
    opens_at = models.DateTimeField(_("call opens"))
    deadline_at = models.DateTimeField(_("deadline"))
    seats = models.PositiveSmallIntegerField(_("seats for companies"))
    fields = ArrayField(models.CharField(max_length=30, choices=Field), default=list, blank=True)
    technologies = ArrayField(models.CharField(max_length=10, choices=Technology), default=list, blank=True)
    languages = ArrayField(models.CharField(max_length=2, choices=Language), default=list)
    rules = models.JSONField(_("conditions"), default=dict, blank=True)
    deposit = models.PositiveIntegerField(_("deposit"), default=0)
    currency = models.CharField(_("currency"), max_length=3, choices=Currency, default=Currency.EUR)
    interpreter_budget = models.PositiveIntegerField(_("budget for interpreters"), default=0)
    proposed_at = models.DateTimeField(null=True, blank=True)
    host_remark = models.TextField(max_length=1000, blank=True)
    countersigned_at = models.DateTimeField(null=True, blank=True)
    countersigned_by = models.ForeignKey(settings.AUTH_USER_MODEL, **SOMEBODY)
    nominated_at = models.DateTimeField(null=True, blank=True)
    agreed_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    is_demo = models.BooleanField(default=False)

    objects = MissionQuerySet.as_manager()

    class Meta:
        ordering = ["deadline_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="calls_close_after_they_open", condition=Q(deadline_at__gt=F("opens_at"))
            ),
            models.CheckConstraint(
                name="missions_end_after_they_start", condition=Q(ends_on__gte=F("starts_on"))
            ),
            models.CheckConstraint(name="missions_have_seats", condition=Q(seats__gt=0)),
            models.CheckConstraint(
                name="open_missions_are_countersigned",
                condition=Q(state__in=["draft", "cancelled"]) | Q(countersigned_at__isnull=False),
            ),
            models.CheckConstraint(
                name="published_lists_were_agreed",
                condition=Q(published_at=None) | Q(agreed_at__isnull=False),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("missions:mission", args=[self.pk])

    @property
    def host(self) -> Country:
        """The country where the show is."""
        return Country(self.country).other

    @property
    def text(self) -> "MissionText | None":
        """The texts in the reader's language, else in any."""
        texts = {text.language: text for text in self.texts.all()}
        return texts.get(get_language()) or texts.get("en") or next(iter(texts.values()), None)

    @property
    def title(self) -> str:
        """What the mission is called in the reader's language."""
        return self.text.title if self.text else str(self.edition)

    @property
    def is_editable(self) -> bool:
        """Whether the sending officers may change it: in preparation, and not with the host."""
        return self.state == MissionState.DRAFT and self.proposed_at is None

    @property
    def takes_documents(self) -> bool:
        """Whether documents may be added: in preparation, and once it is signed, unless it was called off."""
        return self.is_editable or (bool(self.countersigned_at) and self.state != MissionState.CANCELLED)

    @property
    def awaits_countersignature(self) -> bool:
        return (
            self.state == MissionState.DRAFT
            and self.proposed_at is not None
            and self.countersigned_at is None
        )

    @property
    def is_open_now(self) -> bool:
        """Whether companies can apply at this very moment."""
        return self.state == MissionState.OPEN and self.opens_at <= timezone.now() < self.deadline_at

    @property
    def opens(self) -> wording.When:
        """When the call opens, in both zones."""
        return wording.when(self.opens_at)

    @property
    def deadline(self) -> wording.When:
        """The one deadline, in both zones."""
        return wording.when(self.deadline_at)

    @property
    def deposit_said(self) -> str:
        """The deposit with its currency."""
        return wording.money(self.deposit, self.currency)

    @property
    def interpreters_said(self) -> str:
        """The budget for interpreters with its currency."""
        return wording.money(self.interpreter_budget, self.currency)

    @property
    def language_names(self) -> list[str]:
        return [Language(language).label for language in self.languages]

    @property
    def field_names(self) -> list[str]:
        return [Field(field).label for field in self.fields]

    @property
    def technology_names(self) -> list[str]:
        return [Technology(technology).label for technology in self.technologies]

    @property
    def conditions(self) -> list[str]:
        """What companies must fulfil, in the reader's language."""
        return condition_wording.conditions(self.rules)

    @property
    def proposal(self) -> str:
        """A name for what was given to the host, so that nobody countersigns what they have not read."""
        return self.proposed_at.isoformat() if self.proposed_at else ""

    @property
    def nomination(self) -> str:
        """A name for the proposed selection, so that nobody agrees to what they have not read."""
        return self.nominated_at.isoformat() if self.nominated_at else ""

    def roles_of(self, user) -> set[Actor]:
        """For whom `user` acts here."""
        if not user.is_officer:
            return set()
        return {Actor.SENDING if user.country == self.country else Actor.HOST}

    def takes(self, company: Company) -> bool:
        """Whether this company could apply at all: of the sending country."""
        return company.country == self.country


class MissionText(models.Model):
    """What the mission is called and is about, in one language; the theme is what matching reads."""

    mission = models.ForeignKey(Mission, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(_("language"), max_length=2, choices=Language)
    title = models.CharField(_("title"), max_length=120)
    theme = models.TextField(_("theme"), max_length=3000)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["mission", "language"], name="one_mission_text_per_language")
        ]

    def __str__(self):
        return f"{self.title} ({self.language})"
