"""The demo's matches: some at every point of their life, brought there by the activities, then dated back."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db.models import F, Model, QuerySet
from django.utils import timezone

from accounts.models import Consent, Country, Role, User
from common.reference import demo_data
from events.meetings import arranging
from events.meetings.times import default_slots
from mail.models import OutgoingEmail
from matching.life import answering, consents, deadlines, deciding, outcomes
from matching.models import Approval, Interest, Match, MatchEvent, Outcome
from matching.suggesting import suggestions
from startups.models import Company, Membership

FOUNDERS = ("founder-fr@example.com", "founder-jp@example.com")
UNTOLD = 1  # suggestion that still waits for an answer
CHECKS = list(Approval.NEEDED_CHECKS)
MOMENTS: tuple[tuple[type[Model], tuple[str, ...]], ...] = (
    (Match, ("suggested_at", "interest_at", "mutual_at", "introduced_at", "decided_at", "reminded_at")),
    (Interest, ("stated_at",)),
    (Approval, ("created_at", "decided_at", "due_on", "held_until")),
    (MatchEvent, ("happened_at",)),
    (Outcome, ("asked_at", "reported_at")),
)


class Story:
    """One match that is lived through; `asker` is the country whose company makes the first step."""

    def __init__(self, match: Match, asker: Country) -> None:
        self.match = match
        self.asker = asker

    def days_later(self, days: int) -> None:
        """Let time pass: everything that has happened lies so many days further back."""
        for model, fields in MOMENTS:
            rows: QuerySet = model._default_manager.filter(**{_to_match(model): self.match.pk})
            rows.update(**{field: F(field) - timedelta(days=days) for field in fields})
        consents_given = Consent.objects.filter(subject__startswith=f"match:{self.match.pk}:")
        consents_given.update(given_at=F("given_at") - timedelta(days=days))
        self.match.refresh_from_db()

    def say_yes(self, side: Country) -> None:
        """The contact person of one side agrees, and its company is interested."""
        company, member = self._side(side)
        consents.give(self.match, company, person=member, language=member.language, officers_in_copy=True)
        answering.express_interest(self.match, company=company, member=member, note=NOTES[side])
        self.match.refresh_from_db()

    def be_asked(self) -> None:
        """One side is interested."""
        self.say_yes(self.asker)

    def be_mutual(self) -> None:
        """Both are; the officers are asked."""
        self.be_asked()
        self.days_later(2)
        self.say_yes(self.asker.other)

    def approve(self, *countries: Country) -> None:
        """The officers of these countries approve."""
        for country in countries:
            half = self.match.approvals.get(country=country)
            deciding.approve(half, officer=_officer(country), checks=CHECKS, wants_copy=True)
        self.match.refresh_from_db()

    def be_introduced(self) -> None:
        """Both countries approve, one after the other."""
        self.be_mutual()
        self.days_later(1)
        self.approve(self.asker)
        self.days_later(2)
        self.approve(self.asker.other)

    def report(self, side: Country, **answer: Any) -> None:
        """One side says how it went."""
        company, member = self._side(side)
        told = {"is_final": False, "note": "", **answer}
        outcomes.report(self.match, company=company, member=member, milestone=14, **told)

    def propose_meeting(self) -> None:
        """The asking side proposes three mornings."""
        _company, member = self._side(self.asker)
        arranging.propose(
            french_company=self.match.french_company,
            japanese_company=self.match.japanese_company,
            by=member,
            slots=default_slots(timezone.now()),
            video_link="https://video.example.com/enishi-demo",
        )

    def _side(self, side: Country) -> tuple[Company, User]:
        company = self.match.company_of(side)
        return company, Membership.objects.filter(company=company).order_by("pk").first().user


def asked(story: Story) -> None:
    """An interest of three days ago."""
    story.be_asked()
    story.days_later(3)


def reminded(story: Story) -> None:
    """An interest that nobody has answered for nine days."""
    story.be_asked()
    story.days_later(9)
    deadlines.remind(story.match)


def expired(story: Story) -> None:
    """One that nobody answered at all."""
    story.be_asked()
    story.days_later(14)
    deadlines.expire(story.match)
    story.days_later(5)


def half_approved(story: Story) -> None:
    """One country has approved, the other still decides."""
    story.be_mutual()
    story.days_later(1)
    story.approve(story.asker)


def overdue(story: Story) -> None:
    """With the officers for eleven days."""
    story.be_mutual()
    story.days_later(11)


def held(story: Story) -> None:
    """One country needs more information."""
    story.be_mutual()
    half = story.match.approvals.get(country=story.asker)
    until = deciding.latest_hold(half.country)
    told = {"reason": Approval.Reason.INFORMATION, "explanation": EXPLANATION}
    deciding.hold(half, officer=_officer(half.country), until=until, **told)


def refused(story: Story) -> None:
    """One country refused."""
    story.be_mutual()
    half = story.match.approvals.get(country=story.asker)
    told = {"reason": Approval.Reason.DUPLICATE, "explanation": EXPLANATION}
    deciding.refuse(half, officer=_officer(half.country), **told)
    story.days_later(6)


def declined(story: Story) -> None:
    """The other side said not now."""
    story.be_asked()
    story.days_later(4)
    company, member = story._side(story.asker.other)
    answering.decline(story.match, company=company, member=member, reason=Match.DeclineReason.TIMING)


def introduced(story: Story) -> None:
    """Introduced, and times for a meeting proposed."""
    story.be_introduced()
    story.days_later(2)
    story.propose_meeting()


def waiting_to_meet(story: Story) -> None:
    """Introduced twelve days ago, and nobody has proposed a time."""
    story.be_introduced()
    story.days_later(12)


def agreed(story: Story) -> None:
    """Met, and both report the same agreements."""
    story.be_introduced()
    story.days_later(70)
    answer = {"meeting": Outcome.Meeting.COOPERATION, "agreements": ["nda", "pilot"]}
    story.report(Country.FRANCE, benefit=4, **answer)
    story.report(Country.JAPAN, benefit=5, **answer)


def contested(story: Story) -> None:
    """Met, and only one side speaks of a pilot."""
    story.be_introduced()
    story.days_later(40)
    story.report(Country.FRANCE, meeting=Outcome.Meeting.COOPERATION, agreements=["pilot"], benefit=4)
    story.report(Country.JAPAN, meeting=Outcome.Meeting.INFORMATIVE, agreements=[], benefit=2)


Told = Callable[[Story], None]
OF_FOUNDERS: tuple[Told, ...] = (asked, half_approved)
OF_OTHERS: tuple[Told, ...] = (
    *(half_approved, overdue, held, agreed, waiting_to_meet, contested, reminded, declined),
    *(expired, refused, introduced, agreed, overdue, half_approved),
)
NOTES = {
    Country.FRANCE: "Nous aimerions essayer ensemble sur un site pilote cette année.",
    Country.JAPAN: "まずはオンラインで、共同実証の可能性についてお話しできれば幸いです。",
}
EXPLANATION = "Demo: an invented explanation."


@demo_data
def load_matches() -> None:
    """Rank the demo's companies and let some of their suggestions go on."""
    if Match.objects.exists():
        return
    before = set(OutgoingEmail.objects.values_list("pk", flat=True))
    suggestions.refresh_due()
    used: set[int] = set()
    founders = Company.objects.filter(memberships__user__email__in=FOUNDERS).order_by("country")
    shared = Match.objects.suggested().filter(french_company__in=founders, japanese_company__in=founders)
    for match in shared:  # both sides of one introduction can be tried
        used.add(match.pk)
        introduced(Story(match, Country.JAPAN))
    for company in founders:
        asker = Country(company.country).other  # so that something waits for the founder
        own = Match.objects.suggested().shown_to(company)
        _tell(own, OF_FOUNDERS, used, lambda _number, who=asker: who)
    others = Match.objects.suggested().exclude(french_company__in=founders)
    _tell(
        others.exclude(japanese_company__in=founders),
        OF_OTHERS,
        used,
        lambda number: list(Country)[number % 2],
    )
    if not settings.LOCAL:  # nobody reads the letters of invented people
        OutgoingEmail.objects.exclude(pk__in=before).delete()


def _tell(
    matches: QuerySet, stories: tuple[Told, ...], used: set[int], asker: Callable[[int], Country]
) -> None:
    """Tell one story of each of the best matches that has none yet, and leave the last as it is."""
    free = [match for match in matches.order_by("-score", "pk") if match.pk not in used][:-UNTOLD]
    for number, (match, story) in enumerate(zip(free, stories, strict=False)):
        used.add(match.pk)
        story(Story(match, asker(number)))


def _officer(country: Country) -> User:
    return User.objects.filter(role=Role.OFFICER, agency__country=country).order_by("pk").first()


def _to_match(model: type[Model]) -> str:
    return "pk" if model is Match else "match"
