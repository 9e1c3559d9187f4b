"""The list of halves: which ones an officer asks for, in which order, and as a table to take away."""

from collections.abc import Iterator
from datetime import timedelta

import django_filters
from django import forms
from django.core.paginator import Page, Paginator
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import absences
from accounts.models import Role, User
from matching.life import meeting
from matching.models import Approval
from startups.models import Field

State = Approval.State
WHOSE = [
    ("absent", gettext_lazy("those for whom I stand in")),
    ("nobody", gettext_lazy("nobody’s")),
    ("all", gettext_lazy("all of my country")),
]
DUE = [("overdue", gettext_lazy("overdue")), ("week", gettext_lazy("within seven days"))]
NEAR = timedelta(days=7)
PER_PAGE = 25
PIECE = 500  # rows of the table read at once
COLUMNS = (
    "match__french_company__legal_name",
    "match__japanese_company__legal_name",
    "state",
    "due_on",
    "assigned_to",
    "officer",
    "decided_at",
    "other_state",
    "match__made_by",
    "match__score",
)


class HalfFilter(django_filters.FilterSet):
    """Halves by officer, state, due date, field and origin; without a choice, what waits for oneself.

    Whoever stands in for somebody has that person's halves among the own ones.
    """

    whose = django_filters.ChoiceFilter(
        label=gettext_lazy("Whose"), empty_label=gettext_lazy("mine"), method="by_officer"
    )
    state = django_filters.ChoiceFilter(
        label=gettext_lazy("State"), choices=State.choices, empty_label=gettext_lazy("undecided")
    )
    due = django_filters.ChoiceFilter(
        label=gettext_lazy("Due"), choices=DUE, empty_label=gettext_lazy("any day"), method="by_due_date"
    )
    field = django_filters.ChoiceFilter(
        label=gettext_lazy("Field"), choices=Field.choices, empty_label=gettext_lazy("all"), method="by_field"
    )
    made_by_hand = django_filters.BooleanFilter(
        label=gettext_lazy("Made by an officer only"), method="by_origin", widget=forms.CheckboxInput
    )

    class Meta:
        model = Approval
        fields: list[str] = []

    def __init__(self, data, *, officer: User) -> None:
        self.officer = officer
        super().__init__(data, Approval.objects.for_officer(officer))
        officers = [(str(person.pk), person.full_name) for person in colleagues(officer)]
        self.filters["whose"].extra["choices"] = [*WHOSE, *officers]

    def filter_queryset(self, halves: QuerySet) -> QuerySet:
        """The chosen halves: those to decide by due date, so overdue first; the decided ones newest first."""
        chosen = self.form.cleaned_data
        halves = super().filter_queryset(halves)
        if not chosen.get("whose"):
            halves = halves.asked_of([self.officer, *absences.stands_in_for(self.officer)])
        if chosen.get("state") in (State.APPROVED, State.REFUSED):
            return halves.order_by("-decided_at", "-pk")
        return halves.undecided().order_by("due_on", "pk")

    def by_officer(self, halves, name, value):
        if value == "absent":
            return halves.asked_of(absences.stands_in_for(self.officer))
        if value == "nobody":
            return halves.of_nobody()
        return halves if value == "all" else halves.filter(assigned_to=value)

    def by_due_date(self, halves, name, value):
        today = timezone.localdate()
        return halves.filter(due_on__lt=today if value == "overdue" else today + NEAR)

    def by_field(self, halves, name, value):
        """One of the two companies works in it."""
        french = Q(match__french_company__fields__contains=[value])
        return halves.filter(french | Q(match__japanese_company__fields__contains=[value]))

    def by_origin(self, halves, name, value):
        return halves.filter(match__made_by__isnull=False) if value else halves


def unmet(officer: User) -> QuerySet[Approval]:
    """The country's halves of introductions without a meeting after ten days, oldest first."""
    halves = Approval.objects.for_officer(officer).filter(match__in=meeting.without_meeting().order_by())
    return halves.order_by("match__introduced_at", "pk")


def page_of(halves: QuerySet[Approval], number: str | None) -> Page:
    """One page of `halves`. Only its rows are joined to their matches: sorting wide rows is slow."""
    page = Paginator(halves.values_list("pk", flat=True), PER_PAGE).get_page(number)
    pks = list(page.object_list)
    rows = {half.pk: half for half in Approval.objects.filter(pk__in=pks).with_match()}
    page.object_list = [rows[pk] for pk in pks]
    return page


def colleagues(officer: User) -> QuerySet[User]:
    """The active officers of the officer's country, by name."""
    officers = User.objects.filter(role__in=[Role.OFFICER, Role.LEAD], is_active=True)
    officers = officers.filter(agency__country=officer.country).select_related("agency")
    return officers.order_by("family_name", "given_name", "email")


def head() -> list[str]:
    """The head of the table to take away."""
    return [
        _("French company"),
        _("Japanese company"),
        _("State"),
        _("Due"),
        _("Assigned to"),
        _("Decided by"),
        _("Decided at"),
        _("Other country"),
        _("Made by"),
        _("Overall similarity"),
    ]


def cells(halves: QuerySet[Approval]) -> Iterator[list]:
    """One row of the table for each half, without contact data; plain values, for there may be thousands."""
    officers = {person.pk: person for person in User.objects.exclude(agency=None).select_related("agency")}
    other = Approval.objects.filter(match=OuterRef("match")).exclude(country=OuterRef("country"))
    rows = halves.annotate(other_state=Subquery(other.values("state")[:1])).values_list(*COLUMNS)
    for french, japanese, state, due_on, asked, by, at, other_state, made_by, score in rows.iterator(PIECE):
        yield [
            french,
            japanese,
            State(state).label,
            due_on.isoformat(),
            officers[asked].full_name if asked in officers else "",
            officers[by].full_name if by in officers else "",
            timezone.localtime(at).isoformat(timespec="minutes") if at else "",
            State(other_state).label,
            officers[made_by].signature if made_by in officers else "",
            round(100 * score),
        ]
