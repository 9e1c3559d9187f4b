"""How the demo's missions live: the activities themselves bring each to its state, then it is dated back."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from django.db.models import F, Model
from django.utils import timezone

from accounts.models import Role, User
from events.missions import applying, juries, jury_deadlines, places, preparing, selecting
from events.models import (
    Application,
    ApplicationLogLine,
    ApplicationState,
    JurySeat,
    Mission,
    MissionLogLine,
)
from startups.models import Company

MOMENTS: tuple[tuple[type[Model], str, tuple[str, ...]], ...] = (
    (Mission, "pk", ("created_at", "proposed_at", "countersigned_at", "opens_at", "deadline_at")),
    (Mission, "pk", ("nominated_at", "agreed_at", "published_at")),
    (MissionLogLine, "row", ("happened_at",)),
    (Application, "mission", ("created_at", "submitted_at", "answer_by", "remind_at", "accepted_at")),
    (ApplicationLogLine, "row__mission", ("happened_at",)),
    (JurySeat, "application__mission", ("assigned_at", "scored_at")),
)
MOST = 5  # points for the first two applicants; each two that follow get one less


class Story:
    """One mission that is lived through, and those who apply, best first."""

    def __init__(self, mission: Mission, applicants: list[dict]) -> None:
        self.mission = mission
        self.applicants = applicants
        self.sender, self.signer = officer_of(mission.country), officer_of(mission.host)

    def days_later(self, days: int) -> None:
        """Let time pass: everything that has a time lies so many days further back, or less far ahead."""
        for model, to_mission, names in MOMENTS:
            rows = model._default_manager.filter(**{to_mission: self.mission.pk})
            rows.update(**{name: F(name) - timedelta(days=days) for name in names})
        self.mission.refresh_from_db()

    def be_opened(self) -> None:
        """Proposed, countersigned, and then its call begins."""
        preparing.propose(self.mission, by=self.sender)
        self.days_later(4)
        preparing.countersign(self.mission, by=self.signer, seen=self.mission.proposal)
        self.days_later(2)
        preparing.open_call(self.mission)
        self.mission.refresh_from_db()

    def be_applied_for(self) -> None:
        """One company after the other applies; who has not answered everything does not send it."""
        criteria = list(self.mission.criteria.all())
        for applicant in self.applicants:
            self.days_later(2)
            company = Company.objects.get(is_demo=True, latin_name=applicant["company"])
            member = company.memberships.order_by("pk").first().user
            application = applying.begin(self.mission, company=company, by=member)
            for criterion, text in zip(criteria, applicant["answers"], strict=False):
                applying.answer(application, by=member, criterion=criterion, text=text)
            if "people" in applicant:
                told = {"people": applicant["people"], "languages": company.working_languages}
                applying.say_who_travels(application, by=member, **told)
                applying.submit(application, by=member)

    def be_closed(self) -> None:
        """The deadline passes."""
        self.days_later((self.mission.deadline_at - timezone.now()).days + 1)
        preparing.close_call(self.mission)

    def be_given_to_jury(self, *, due_on: date) -> None:
        """Two officers of each country get every application that fulfils the conditions."""
        self.days_later(1)
        juries.start(self.mission, by=self.sender, due_on=due_on)

    def be_scored(self, wanted: Callable[[User, int], bool] = lambda juror, place: True) -> None:
        """The jurors score the applications they have got to: `wanted` of juror and place, from 0."""
        criteria = list(self.mission.criteria.all())
        eligible = list(self.mission.applications.filter(state=ApplicationState.ELIGIBLE).order_by("pk"))
        for place, application in enumerate(eligible):
            for number, seat in enumerate(application.jury.select_related("juror").order_by("juror")):
                best = MOST - place // 2
                # Each juror is a little harder on another criterion.
                points = {each.pk: best - ((number + each.position) % 3 == 0) for each in criteria}
                if wanted(seat.juror, place):
                    juries.score(seat, by=seat.juror, points=points)

    def be_selected(self) -> None:
        """The selection is proposed and agreed; the last is not even put on the waiting list."""
        outcomes = selecting.suggested_outcomes(self.mission)
        outcomes[list(outcomes)[-1]] = str(ApplicationState.NOT_SELECTED)
        selecting.nominate(self.mission, by=self.sender, outcomes=outcomes)
        self.days_later(2)
        selecting.agree(self.mission, by=self.signer, seen=self.mission.nomination)

    def confirm(self, applications: Iterable[Application]) -> None:
        """These companies accept and pay."""
        for application in applications:
            places.accept(application, by=application.company.memberships.order_by("pk").first().user)
            if self.mission.deposit:
                places.receive_deposit(application, by=self.sender)


def called(story: Story) -> None:
    """The call is open for 18 days more."""
    story.be_opened()
    story.be_applied_for()
    story.days_later(6)


def judged(story: Story) -> None:
    """The leads have scored most, the officers little; the rest is due soon."""
    story.be_opened()
    story.be_applied_for()
    story.be_closed()
    story.be_given_to_jury(due_on=jury_deadlines.usual_due_on(4))
    story.days_later(5)
    story.be_scored(lambda juror, place: place < (4 if juror.is_lead else 1))
    story.days_later(1)


def published(story: Story) -> None:
    """Both lists are out; one company has confirmed, the others have a week left."""
    story.be_opened()
    story.be_applied_for()
    story.be_closed()
    story.be_given_to_jury(due_on=timezone.localdate() - timedelta(days=7))
    story.days_later(12)
    story.be_scored()
    story.days_later(3)
    story.be_selected()
    story.days_later(1)
    selecting.publish(story.mission, by=story.sender)
    story.days_later(1)
    story.confirm(story.mission.applications.holding_a_seat().order_by("pk")[1:2])
    story.days_later(1)


STORIES: dict[str, Callable[[Story], None]] = {"called": called, "judged": judged, "published": published}


def officer_of(country: str) -> User:
    """The demo's officer of a country."""
    return User.objects.get(role=Role.OFFICER, agency__country=country)
