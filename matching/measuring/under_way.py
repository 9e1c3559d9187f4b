"""Matches of invented companies at every point of their life, so that boards and desk are full."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import Consent, Country, Role, User
from matching.life import consents
from matching.models import Approval, Interest, Match, MatchEvent
from matching.models.life import STEPS, Event, State
from startups.models import Company

PIECE = 500  # matches written at once
# Of ten: so many wait for the other side, are with the officers, are introduced.
STATES = (State.INTEREST,) * 2 + (State.MUTUAL,) * 6 + (State.INTRODUCED,) * 2
AGES = {State.INTEREST: 0, State.MUTUAL: 2, State.INTRODUCED: 11}  # days since the first step, at least
STEP = 2  # days from one step to the next
CHANGED = ("state", "interest_at", "mutual_at", "introduced_at", "nudged_at")
NOTE = "Nous aimerions essayer ensemble cette année. 共同実証についてお話しできれば幸いです。"


class Story:
    """What happened to one match, dated back; the rows that it leaves."""

    def __init__(self, match: Match, place: int, officers: dict[Country, list[User]], now: datetime) -> None:
        self.match = match
        self.place = place
        self.now = now
        self.state = STATES[place % len(STATES)]
        self.asker = list(Country)[place % 2]
        self.officers = {country: people[place % len(people)] for country, people in officers.items()}
        # Nothing becomes due while it is measured: no reminder, no expiry, no question about an outcome.
        self.days = place % 6
        self.is_half_approved = place % 4 == 3

    @property
    def sides(self) -> list[Company]:
        """The companies that are interested, the asking one first."""
        both = [self.match.company_of(country) for country in (self.asker, self.asker.other)]
        return both[:1] if self.state == State.INTEREST else both

    @property
    def decided(self) -> list[Country]:
        """The countries that have approved."""
        if self.state == State.INTRODUCED:
            return list(Country)
        return [self.asker] if self.state == State.MUTUAL and self.is_half_approved else []

    def at(self, step: int) -> datetime:
        """When the two were interested (0, 1), and when officers decided (2)."""
        return min(self.now, self.now - timedelta(days=self.days + AGES[self.state] - STEP * step))

    def dated(self) -> Match:
        """The match in its state."""
        match = self.match
        match.state = self.state
        match.interest_at = self.at(0)
        if self.state != State.INTEREST:
            match.mutual_at = self.at(1)
        if self.state == State.INTRODUCED:
            match.introduced_at = self.at(2)
            match.nudged_at = self.now
        return match

    def interests(self) -> Iterator[Interest]:
        for company in self.sides:
            yield Interest(match=self.match, company=company, member=owner_of(company), note=NOTE)

    def consents(self) -> Iterator[Consent]:
        for company in self.sides:
            other = self.match.other_side(company)
            for purpose in Consent.Purpose:
                yield Consent(
                    person=owner_of(company),
                    purpose=purpose,
                    subject=consents.subject(self.match, company),
                    text_version=consents.TEXT_VERSION,
                    language=company.home_language,
                    recipient=other.legal_name,
                    country=other.country,
                    fingerprint=consents.fingerprint(company.contact),
                )

    def halves(self) -> Iterator[Approval]:
        if self.state == State.INTEREST:
            return
        due_on = timezone.localdate(self.now) + timedelta(days=4 - self.days)
        for country in Country:
            decision: dict[str, Any] = {}
            if country in self.decided:
                decision = {"state": Approval.State.APPROVED, "decided_at": self.at(2)}
                decision |= {"officer": self.officers[country], "checks": Approval.NEEDED_CHECKS}
            yield Approval(
                match=self.match,
                country=country,
                due_on=due_on,
                escalated_at=self.now,
                created_at=self.at(1),
                assigned_to=self.officers[country],
                **decision,
            )

    def events(self) -> Iterator[MatchEvent]:
        before = State.SUGGESTED
        for step, event, side, actor in self.steps():
            after = STEPS[event].end or before
            yield MatchEvent(
                match=self.match,
                event=event,
                side=side,
                actor=actor,
                state_before=before,
                state_after=after,
                happened_at=self.at(step),
            )
            before = after

    def steps(self) -> Iterator[tuple[int, Event, str, User | None]]:
        """What happened in its order, for which side, and who did it."""
        for step, company in enumerate(self.sides):
            yield step, (Event.INTEREST, Event.ANSWER)[step], company.country, owner_of(company)
        for country in self.decided:
            yield 2, Event.APPROVE, country, self.officers[country]
        if self.state == State.INTRODUCED:
            yield 2, Event.INTRODUCE, "", None


def owner_of(company: Company) -> User:
    """The first member of a company whose members are at hand."""
    return company.memberships.all()[0].user


def bring_on(number: int) -> None:
    """Let so many of the suggestions of invented companies go on, evenly spread over the companies."""
    now = timezone.now()
    officers = {
        country: list(User.objects.filter(role=Role.OFFICER, agency__country=country).order_by("pk"))
        for country in Country
    }
    invented = {f"{side}_company__is_demo": False for side in ("french", "japanese")}
    pks = list(Match.objects.suggested().filter(**invented).order_by("pk").values_list("pk", flat=True))
    chosen = pks[:: max(len(pks) // number, 1)][:number]
    for start in range(0, len(chosen), PIECE):
        rows = _with_people().in_bulk(chosen[start : start + PIECE])
        _write([Story(match, start + place, officers, now) for place, match in enumerate(rows.values())])


def _with_people() -> QuerySet[Match]:
    sides = ("french_company", "japanese_company")
    rows = Match.objects.select_related(*sides, *(f"{side}__contact" for side in sides))
    return rows.prefetch_related(*(f"{side}__memberships__user" for side in sides))


def _write(stories: list[Story]) -> None:
    Match.objects.bulk_update([story.dated() for story in stories], CHANGED, batch_size=100)
    for model, rows in (
        (Interest, Story.interests),
        (Consent, Story.consents),
        (Approval, Story.halves),
        (MatchEvent, Story.events),
    ):
        model.objects.bulk_create(row for story in stories for row in rows(story))
