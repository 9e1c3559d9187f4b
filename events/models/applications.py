"""Applications for missions, with their answers and places."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from accounts.models.users import Language
from common.languages import detect
from common.states import StatefulModel
from events.meetings import wording
from events.missions import condition_wording
from events.models.application_life import APPLICATION_LIFE, ApplicationState
from events.models.lives import Actor, transitions
from events.models.mission_parts import Criterion
from events.models.missions import Mission
from startups.models import Company

LONGEST_ANSWER = 1500  # characters


class Deposit(models.TextChoices):
    """What officers have recorded of the deposit; no card or account data is ever kept."""

    NONE = "none", _("no deposit received")
    RECEIVED = "received", _("deposit received")
    RETURNED = "returned", _("deposit returned")
    KEPT = "kept", _("deposit kept")


class ApplicationQuerySet(models.QuerySet):
    def of(self, user):
        """The applications of the companies of which `user` is a member."""
        return self.filter(company__memberships__user=user)

    def handed_in(self):
        """What officers see: everything that was sent."""
        return self.exclude(state=ApplicationState.DRAFT)

    def for_officer(self, officer):
        """What was sent, but nothing of a company of which the officer is a member."""
        return self.handed_in().exclude(company__memberships__user=officer)

    def holding_a_seat(self):
        """Selected or confirmed."""
        return self.filter(state__in=[ApplicationState.SELECTED, ApplicationState.CONFIRMED])

    def waiting(self):
        """The waiting list in its order."""
        return self.filter(state=ApplicationState.WAITLISTED).order_by("waiting_position", "pk")

    def with_mission(self):
        """With mission and company at hand, in a constant number of queries."""
        rows = self.select_related("mission__edition__show", "mission__agency", "company")
        return rows.prefetch_related("mission__texts")


class Application(StatefulModel):
    """That a company wants to join a mission."""

    State = ApplicationState
    LIFE = APPLICATION_LIFE
    TRANSITIONS = transitions(APPLICATION_LIFE)

    mission = models.ForeignKey(Mission, on_delete=models.PROTECT, related_name="applications")
    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="applications")
    state = models.CharField(max_length=20, choices=ApplicationState, default=ApplicationState.DRAFT)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)
    submitted_at = models.DateTimeField(null=True, blank=True)
    people = models.PositiveSmallIntegerField(_("people who would travel"), null=True)
    languages = ArrayField(models.CharField(max_length=2, choices=Language), default=list, blank=True)
    failures = models.JSONField(default=list, blank=True)  # rules that were not met: codes and figures
    nominated_as = models.CharField(max_length=20, choices=ApplicationState, blank=True)  # what is proposed
    waiting_position = models.PositiveSmallIntegerField(null=True, blank=True)
    answer_by = models.DateTimeField(null=True, blank=True)
    remind_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    deposit = models.CharField(max_length=10, choices=Deposit, default=Deposit.NONE)
    seat = models.PositiveSmallIntegerField(null=True, blank=True)

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["mission", "company"], name="one_application_per_company"),
            models.UniqueConstraint(fields=["mission", "seat"], name="one_company_per_seat"),
            models.CheckConstraint(
                name="who_is_confirmed_has_a_seat",
                condition=Q(state="confirmed", seat__gte=1) | (~Q(state="confirmed") & Q(seat=None)),
            ),
            models.CheckConstraint(
                name="places_are_held_until_a_time",
                condition=~Q(state="selected") | Q(answer_by__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["answer_by"], condition=Q(state="selected"), name="places_to_answer"),
        ]

    def __str__(self):
        return gettext("Application of %(company)s for %(mission)s") % {
            "company": self.company_name,
            "mission": self.mission,
        }

    def get_absolute_url(self) -> str:
        return reverse("missions:application", args=[self.pk])

    @property
    def company_name(self) -> str:
        """The name of its company for the reader: as written, after the Latin name for who cannot read it."""
        return wording.name_of(self.company, get_language())

    @property
    def answer_until(self) -> wording.When | None:
        """Until when the place is held, in both zones."""
        return self.answer_by and wording.when(self.answer_by)

    @property
    def failure_texts(self) -> list[str]:
        """The conditions that were not met, with their figures, in the reader's language."""
        return [condition_wording.failure(each) for each in self.failures]

    @property
    def awaits_deposit(self) -> bool:
        """Whether a deposit is asked for and was not received."""
        return bool(self.mission.deposit) and self.deposit == Deposit.NONE

    @property
    def may_decline(self) -> bool:
        """Whether its company may withdraw it."""
        return self.can_move_to(ApplicationState.DECLINED)

    @property
    def is_editable(self) -> bool:
        """Whether its company may change it at this very moment."""
        return self.state in (ApplicationState.DRAFT, ApplicationState.SUBMITTED) and self.mission.is_open_now

    def roles_of(self, user) -> set[Actor]:
        """For whom `user` acts here."""
        if self.company.memberships.filter(user=user).exists():
            return {Actor.MEMBER}
        return self.mission.roles_of(user)


class Answer(models.Model):
    """What the company says to one criterion."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="answers")
    criterion = models.ForeignKey(Criterion, on_delete=models.CASCADE, related_name="answers")
    text = models.TextField(_("answer"), max_length=LONGEST_ANSWER)

    class Meta:
        ordering = ["criterion__position", "criterion_id"]
        constraints = [
            models.UniqueConstraint(fields=["application", "criterion"], name="one_answer_per_criterion")
        ]

    def __str__(self):
        return self.text[:40]

    @property
    def language(self) -> str:
        """Which language the company wrote, for whoever has it read aloud."""
        return detect(self.text)
