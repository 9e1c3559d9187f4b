"""Meetings of two companies: the proposed times, the life cycle, and who came."""

import uuid
from datetime import datetime, timedelta

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import Country
from common.states import StatefulModel
from events.meetings import wording
from startups.models import Company, Membership

MOST_SLOTS = 3


class MeetingQuerySet(models.QuerySet):
    def of(self, user):
        """The meetings of the companies of which `user` is a member."""
        own = Membership.objects.filter(user=user).values("company")
        return self.filter(Q(french_company__in=own) | Q(japanese_company__in=own))

    def visible_to(self, user):
        """What `user` may see: the meetings of their own companies; officers those of all others."""
        if not user.is_officer:
            return self.of(user)
        own = Membership.objects.filter(user=user).values("company")
        return self.exclude(Q(french_company__in=own) | Q(japanese_company__in=own))

    def involving(self, company):
        """The meetings of one company."""
        return self.filter(Q(french_company=company) | Q(japanese_company=company))

    def between(self, french_company, japanese_company):
        """The meetings of these two companies."""
        return self.filter(french_company=french_company, japanese_company=japanese_company)

    def agreed(self):
        """Those with a time both sides said yes to."""
        return self.filter(state__in=Meeting.AGREED)

    def arranged(self):
        """Those with a time that was not given up before: to come, held, missed, or not held after all."""
        kept = ~Q(state=Meeting.State.CANCELLED) | Q(reason=Meeting.Reason.NOT_HELD)
        return self.filter(kept, starts_at__isnull=False)

    def with_companies(self):
        """With companies, proposed times and reports at hand, in a constant number of queries."""
        companies = self.select_related("french_company", "japanese_company")
        return companies.prefetch_related("slots", "attendances")

    def open(self):
        """Proposals first, then what is agreed, soonest first."""
        soonest = F("starts_at").asc(nulls_first=True)
        return self.filter(state__in=Meeting.OPEN).order_by(soonest, "-step_at", "pk")

    def closed(self):
        """What is over, newest first."""
        return self.exclude(state__in=Meeting.OPEN).order_by("-step_at", "-pk")


@pghistory.track(
    model_name="MeetingHistory",
    obj_field=pghistory.ObjForeignKey(related_name="history"),
    fields=["id", "state", "sequence", "starts_at", "absent_side", "step", "step_side", "step_at"],
)
class Meeting(StatefulModel):
    """One conversation of a French and a Japanese company; its history is what its page tells."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("proposed")
        CONFIRMED = "confirmed", _("time agreed")
        RECONFIRMED = "reconfirmed", _("reconfirmed")
        HELD = "held", _("held")
        NO_SHOW = "no_show", _("one side did not come")
        CANCELLED = "cancelled", _("cancelled")

    class Step(models.TextChoices):
        PROPOSED = "proposed", _("Times proposed")
        RESCHEDULED = "rescheduled", _("New times proposed")
        CONFIRMED = "confirmed", _("Time confirmed")
        ASKED = "asked", _("Both sides asked to reconfirm")
        RECONFIRMED = "reconfirmed", _("Reconfirmed")
        CANCELLED = "cancelled", _("Cancelled")
        LAPSED = "lapsed", _("Every proposed time passed without an answer")
        REPORTED = "reported", _("Reported how it went")
        SETTLED = "settled", _("The reports were put together")

    class Reason(models.TextChoices):
        TIME = "time", _("No time suits")
        ILLNESS = "illness", _("Illness or an emergency")
        CHANGED = "changed", _("Our plans have changed")
        OTHER = "other", _("Other")
        UNANSWERED = "unanswered", _("No answer before the last proposed time")
        NOT_HELD = "not_held", _("Both sides say that it did not take place")

    TRANSITIONS = {
        State.PROPOSED: {State.PROPOSED, State.CONFIRMED, State.CANCELLED},  # other times instead
        State.CONFIRMED: {
            State.RECONFIRMED,
            State.PROPOSED,
            State.HELD,
            State.NO_SHOW,
            State.CANCELLED,
        },
        State.RECONFIRMED: {State.PROPOSED, State.HELD, State.NO_SHOW, State.CANCELLED},
    }
    AGREED = (State.CONFIRMED, State.RECONFIRMED)
    OPEN = (State.PROPOSED, *AGREED)
    MEMBERS_REASONS = (Reason.TIME, Reason.ILLNESS, Reason.CHANGED, Reason.OTHER)

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    state = models.CharField(max_length=20, choices=State, default=State.PROPOSED)
    french_company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="+")
    japanese_company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="+")
    proposed_by_side = models.CharField(max_length=2, choices=Country)
    minutes = models.PositiveSmallIntegerField(_("length"), default=60)
    place = models.CharField(_("place"), max_length=200, blank=True)
    video_link = models.URLField(_("video link"), max_length=500, blank=True)
    starts_at = models.DateTimeField(null=True, blank=True)
    sequence = models.PositiveIntegerField(default=0)  # as in iCalendar: what is higher is newer
    reconfirm_asked_at = models.DateTimeField(null=True, blank=True)
    french_reconfirmed_at = models.DateTimeField(null=True, blank=True)
    japanese_reconfirmed_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=20, choices=Reason, blank=True)
    explanation = models.TextField(_("explanation"), max_length=600, blank=True)
    absent_side = models.CharField(max_length=2, choices=Country, blank=True)
    step = models.CharField(max_length=20, choices=Step, default=Step.PROPOSED)
    step_side = models.CharField(max_length=2, choices=Country, blank=True)  # empty: by the system
    step_at = models.DateTimeField(default=timezone.now)
    step_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = MeetingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["french_company", "japanese_company"],
                condition=Q(state="proposed"),
                name="one_proposal_at_a_time",
            ),
            models.CheckConstraint(
                name="meetings_have_a_place_or_a_link", condition=~Q(place="", video_link="")
            ),
            models.CheckConstraint(
                name="agreed_meetings_have_a_time",
                condition=Q(state__in=["proposed", "cancelled"]) | Q(starts_at__isnull=False),
            ),
        ]

    def __str__(self):
        return gettext("Meeting of %(french)s and %(japanese)s") % {
            "french": self.french_company,
            "japanese": self.japanese_company,
        }

    def get_absolute_url(self) -> str:
        return reverse("meetings:meeting", args=[self.key])

    @property
    def companies(self) -> dict:
        """The two companies by their side."""
        return {Country.FRANCE: self.french_company, Country.JAPAN: self.japanese_company}

    @property
    def absent_company(self) -> Company | None:
        """The company that did not come, where that is known."""
        return self.companies[Country(self.absent_side)] if self.absent_side else None

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN

    @property
    def is_agreed(self) -> bool:
        return self.state in self.AGREED

    @property
    def ends_at(self) -> datetime | None:
        return self.starts_at and self.starts_at + timedelta(minutes=self.minutes)

    @property
    def has_begun(self) -> bool:
        return self.starts_at is not None and self.starts_at <= timezone.now()

    @property
    def when(self) -> wording.When | None:
        """The agreed time in both zones."""
        return self.starts_at and wording.when(self.starts_at, self.minutes)

    @property
    def answering_side(self) -> Country:
        """The side that was proposed to."""
        return Country(self.proposed_by_side).other

    def side_of(self, user) -> Country | None:
        """The side for which `user` speaks, if any."""
        own = Membership.objects.filter(user=user, company__in=self.companies.values())
        companies = set(own.values_list("company", flat=True))
        return next((side for side, company in self.companies.items() if company.pk in companies), None)

    def reconfirmed_by(self, side) -> datetime | None:
        """When that side reconfirmed, if it did."""
        return self.french_reconfirmed_at if side == Country.FRANCE else self.japanese_reconfirmed_at

    def note(self, step: str, *, side="", by=None, **changes) -> None:
        """Save `changes` and who made them, without a change of state; the history keeps each step."""
        changes |= self.step_of(step, side=side, by=by)
        type(self).objects.filter(pk=self.pk).update(**changes)
        for field, value in changes.items():
            setattr(self, field, value)

    @staticmethod
    def step_of(step: str, *, side="", by=None) -> dict:
        """The fields that say what happened last, by whom and when."""
        return {"step": step, "step_side": side, "step_by": by, "step_at": timezone.now()}


class Slot(models.Model):
    """One of the proposed times."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="slots")
    position = models.PositiveSmallIntegerField()
    starts_at = models.DateTimeField()

    class Meta:
        ordering = ["starts_at"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "position"], name="one_slot_per_position"),
            models.UniqueConstraint(fields=["meeting", "starts_at"], name="slots_differ"),
            models.CheckConstraint(
                name="at_most_three_slots", condition=Q(position__gte=1, position__lte=MOST_SLOTS)
            ),
        ]

    def __str__(self):
        return str(self.when)

    @property
    def when(self) -> wording.When:
        """The time in both zones."""
        return wording.when(self.starts_at, self.meeting.minutes)

    @property
    def warnings(self) -> list[str]:
        """What speaks against this time."""
        return wording.warnings(self.starts_at, self.meeting.minutes)

    @property
    def is_past(self) -> bool:
        return self.starts_at <= timezone.now()


class Attendance(models.Model):
    """What one side says of how a meeting went."""

    class Answer(models.TextChoices):
        ATTENDED = "attended", _("We met")
        OTHER_ABSENT = "other_absent", _("The other side did not come")
        NOT_HELD = "not_held", _("It did not take place")

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendances")
    side = models.CharField(max_length=2, choices=Country)
    answer = models.CharField(max_length=20, choices=Answer)
    reported_at = models.DateTimeField(default=timezone.now)
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["reported_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "side"], name="one_report_per_side"),
        ]

    def __str__(self):
        return f"{self.side}: {self.answer}"
