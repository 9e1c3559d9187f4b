"""A mission as one person sees it: what they may do now, and what happened."""

from collections import Counter
from itertools import groupby

from django.utils.functional import cached_property

from events.meetings import wording
from events.missions import documents, juries
from events.missions.preparing import has_conflict, missing
from events.models import Application, ApplicationState, Document, Mission, MissionState
from events.models.lives import Actor

BADGES = {
    MissionState.DRAFT: "waiting",
    MissionState.OPEN: "good",
    MissionState.CLOSED: "warning",
    MissionState.SELECTING: "both",
    MissionState.DELEGATION_SET: "good",
    MissionState.CANCELLED: "bad",
}


class MissionPage:
    """What the templates ask about a mission, for one reader."""

    def __init__(self, mission: Mission, user) -> None:
        self.mission, self.user = mission, user
        self.roles = mission.roles_of(user) if user.is_authenticated else set()

    @property
    def badge(self) -> str:
        return BADGES[MissionState(self.mission.state)]

    @property
    def is_sending(self) -> bool:
        return Actor.SENDING in self.roles

    @property
    def is_host(self) -> bool:
        return Actor.HOST in self.roles

    @property
    def is_officer(self) -> bool:
        return bool(self.roles)

    @property
    def can_edit(self) -> bool:
        return self.is_sending and self.mission.is_editable

    @cached_property
    def missing(self) -> list[str]:
        """What it needs before the host can look at it."""
        return missing(self.mission) if self.can_edit else []

    @property
    def can_take_back(self) -> bool:
        return self.is_sending and self.mission.awaits_countersignature

    @property
    def can_countersign(self) -> bool:
        return self.is_host and self.mission.awaits_countersignature

    @property
    def can_start_jury(self) -> bool:
        return self.is_sending and self.mission.state == MissionState.CLOSED

    @cached_property
    def has_conflict(self) -> bool:
        """Whether the officer belongs to a company that applied."""
        return self.is_officer and has_conflict(self.mission, self.user)

    @property
    def sees_selection(self) -> bool:
        """Whether the officer may look at applications and ranking."""
        unseen = (MissionState.DRAFT, MissionState.OPEN)
        return self.is_officer and self.mission.state not in unseen and not self.has_conflict

    @property
    def can_call_off(self) -> bool:
        return self.is_sending and self.mission.can_move_to(MissionState.CANCELLED)

    @cached_property
    def applications(self) -> list[Application]:
        """The reader's own applications here."""
        if not self.user.is_authenticated:
            return []
        return list(self.mission.applications.of(self.user).select_related("company"))

    @cached_property
    def companies(self) -> list:
        """The reader's companies that may still apply."""
        if not self.user.is_authenticated or not self.mission.is_open_now:
            return []
        applied = {application.company_id for application in self.applications}
        memberships = self.user.memberships.select_related("company").order_by("pk")
        own = [membership.company for membership in memberships]
        return [each for each in own if self.mission.takes(each) and each.pk not in applied]

    @cached_property
    def delegation(self) -> list[Application]:
        """Both lists, once they are published: who has a place first, then who waits, in order."""
        if self.mission.published_at is None or not self.user.is_authenticated:
            return []
        shown = [ApplicationState.CONFIRMED, ApplicationState.SELECTED, ApplicationState.WAITLISTED]
        found = self.mission.applications.filter(state__in=shown).select_related("company")
        key = {state: place for place, state in enumerate(shown)}
        return sorted(found, key=lambda each: (key[each.state], each.waiting_position or 0, each.pk))

    @cached_property
    def documents(self) -> list[Document]:
        """The files and links the reader may open."""
        return documents.shown_to(self.mission, self.user)

    @property
    def changes_documents(self) -> bool:
        return self.is_sending and self.mission.takes_documents

    @property
    def own_costs(self) -> list[str]:
        """What the cost sheet leaves to the company, for each currency."""
        sums: Counter[str] = Counter()
        for cost in self.mission.costs.all():
            sums[cost.currency] += cost.own_part
        return [wording.money(amount, currency) for currency, amount in sums.items()]

    @property
    def total_weight(self) -> int:
        return sum(criterion.weight for criterion in self.mission.criteria.all())

    @cached_property
    def is_blind(self) -> bool:
        """Whether the officer still owes points here."""
        return self.is_officer and juries.is_blind(self.mission, self.user)

    @cached_property
    def log(self) -> list[dict]:
        """What happened, oldest first, for officers."""
        lines = self.mission.log.select_related("actor__agency") if self.is_officer else []
        return told(lines)


def told(lines) -> list[dict]:
    """A log in words: what, by which agency or company, and when in both zones.

    What one person did several times in a row is told once, with the last time.
    """
    groups = groupby(lines, key=lambda line: (line.event, line.actor_id))
    return [_told_once(list(repeated)[-1]) for _key, repeated in groups]


def _told_once(line) -> dict:
    who = line.actor.signature if line.actor else ""
    return {"what": line.get_event_display(), "who": who, "when": wording.when(line.happened_at)}
