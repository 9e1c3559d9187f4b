"""People: an address, a role, a language and a time zone."""

import zoneinfo
from datetime import date

import pghistory
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models.agencies import Agency, Country


class Role(models.TextChoices):
    """What somebody may do; members of companies have the rights of their membership."""

    MEMBER = "member", _("member of a company")
    OFFICER = "officer", _("officer")
    LEAD = "lead", _("lead officer")
    READER = "reader", _("reader")
    ADMIN = "admin", _("technical administrator")


class Language(models.TextChoices):
    """The three languages, each by its own name."""

    FRENCH = "fr", "Français"
    JAPANESE = "ja", "日本語"
    ENGLISH = "en", "English"


class UserManager(BaseUserManager):
    def with_address(self, email):
        """Who has this address, whatever its capitals."""
        # Not iexact: it compares in capitals, where ı is I and ſ is S, and so finds other people.
        return self.alias(lowered=Lower("email")).filter(lowered=email.lower())

    def get_by_natural_key(self, email):
        """Find a person by address, whatever its capitals."""
        return self.with_address(email).get()

    def create_user(self, email, password=None, **fields):
        """Save a new person; without a password they cannot sign in until they set one."""
        user = self.model(email=email.lower(), **fields)  # as allauth keeps addresses
        user.set_password(password)
        user.full_clean(exclude=["password"])
        user.save(using=self._db)
        return user

    def create_superuser(self, email, password=None, **fields):
        """Save a technical administrator."""
        return self.create_user(email, password, role=Role.ADMIN, is_superuser=True, **fields)


@pghistory.track(model_name="UserHistory", fields=["id", "role", "agency", "is_active"])
class User(AbstractBaseUser, PermissionsMixin):
    """A person who signs in with an e-mail address."""

    email = models.EmailField(_("e-mail address"))
    family_name = models.CharField(_("family name"), max_length=100, blank=True)
    given_name = models.CharField(_("given name"), max_length=100, blank=True)
    role = models.CharField(max_length=10, choices=Role, default=Role.MEMBER)
    agency = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="people")
    language = models.CharField(_("language"), max_length=2, choices=Language, default=Language.ENGLISH)
    time_zone = models.CharField(_("time zone"), max_length=40, default="Europe/Paris")
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(default=timezone.now)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("email"), name="one_person_per_address"),
            models.CheckConstraint(
                name="officers_and_readers_have_an_agency",
                condition=Q(role__in=["member", "admin"], agency=None)
                | Q(role__in=["officer", "lead", "reader"], agency__isnull=False),
            ),
        ]

    def __str__(self):
        return self.email

    @property
    def is_officer(self) -> bool:
        """Whether this person decides for an agency (leads are officers too)."""
        return self.role in (Role.OFFICER, Role.LEAD)

    @property
    def is_lead(self) -> bool:
        return self.role == Role.LEAD

    @property
    def is_staff(self) -> bool:
        """Whether Django's admin opens: technical administrators only."""
        return self.role == Role.ADMIN

    @property
    def needs_second_factor(self) -> bool:
        """Whether this role may not work without a second factor."""
        return self.role in (Role.OFFICER, Role.LEAD, Role.ADMIN)

    @property
    def country(self) -> Country | None:
        """The country of the agency this person works for, if any."""
        return Country(self.agency.country) if self.agency else None

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        return zoneinfo.ZoneInfo(self.time_zone)

    @property
    def today(self) -> date:
        """The day it is where this person is."""
        return timezone.localdate(timezone=self.zone)

    @property
    def full_name(self) -> str:
        """The name in the order of the person's language."""
        names = [self.given_name, self.family_name]
        ordered = reversed(names) if self.language == Language.JAPANESE else names
        return " ".join(filter(None, ordered)) or self.email

    @property
    def signature(self) -> str:
        """Who decided, for anybody to read: the agency, or that it was a member; no name, no address."""
        return str(self.agency or Role.MEMBER.label)
