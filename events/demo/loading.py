"""Loads two invented missions: one whose lists are out, one open for applications; days count from today."""

import tomllib
from datetime import timedelta
from pathlib import Path

from django.utils import timezone

from accounts.models import Agency, Country, Role, User
from common.reference import demo_data
from events.missions.selecting import TO_ANSWER
from events.models import (
    Application,
    ApplicationEvent,
    ApplicationState,
    Cost,
    Criterion,
    Deposit,
    Edition,
    JurySeat,
    Mission,
    MissionEvent,
    MissionState,
    ProgrammeItem,
    Score,
)
from startups.models import Company

FILE = Path(__file__).parent / "missions.toml"
FACTS = (
    *("country", "seats", "fields", "technologies", "languages", "deposit", "currency"),
    *("interpreter_budget", "rules"),
)
ANSWERS = {
    Country.FRANCE: "Une démonstration qui fonctionne, montrée à deux clients cette année.",
    Country.JAPAN: "動作する試作機を用意し、今年2社に実演しました。",
}
# The fate of each applicant when the lists are out, best first; the demo's own company leads.
FATES = (
    ApplicationState.SELECTED,
    ApplicationState.CONFIRMED,
    ApplicationState.SELECTED,
    ApplicationState.WAITLISTED,
    ApplicationState.WAITLISTED,
    ApplicationState.NOT_SELECTED,
)
POINTS = (5, 5, 4, 4, 3, 2)  # at best, for each of them
EVENTS = {
    ApplicationState.SELECTED: ApplicationEvent.SELECT,
    ApplicationState.CONFIRMED: ApplicationEvent.SELECT,
    ApplicationState.WAITLISTED: ApplicationEvent.WAITLIST,
    ApplicationState.NOT_SELECTED: ApplicationEvent.TURN_DOWN,
}
BEGUN = (ApplicationState.DRAFT, ApplicationState.SUBMITTED, ApplicationState.SUBMITTED)


@demo_data
def load_missions() -> None:
    """Make both missions with their applications, unless they are there."""
    if Mission.objects.filter(is_demo=True).exists():
        return
    for data in tomllib.loads(FILE.read_text(encoding="utf-8"))["mission"]:
        mission = load_mission(data)
        fates = FATES if mission.published_at else BEGUN
        for place, (company, fate) in enumerate(zip(_applicants(mission), fates, strict=False)):
            _apply(mission, company, fate, place)


def load_mission(data: dict) -> Mission:
    """One mission with its texts, criteria, costs, programme and links to the show's own pages."""
    first = timezone.localdate() + timedelta(days=data["starts_in_days"])
    mission = Mission.objects.create(
        edition=Edition.objects.upcoming().filter(show__slug=data["show"]).last(),
        agency=Agency.objects.get(slug=data["agency"]),
        created_by=_officer(data["country"]),
        starts_on=first,
        ends_on=first + timedelta(days=data["lasts_days"] - 1),
        is_demo=True,
        **{name: data[name] for name in FACTS},
        **_times(data),
    )
    for language, text in data["text"].items():
        theme = ("" if language == "ja" else " ").join(text["theme"].split("\n")).strip()
        mission.texts.create(language=language, title=text["title"], theme=theme)
    for position, criterion in enumerate(data["criterion"], start=1):
        Criterion.objects.create(mission=mission, position=position, **criterion)
    Cost.objects.bulk_create(Cost(mission=mission, **cost) for cost in data["cost"])
    for item in data["item"]:
        day = first + timedelta(days=item["day"])
        ProgrammeItem.objects.create(mission=mission, **item | {"day": day})
    for document in data["document"]:
        mission.documents.create(**document)
    _log(mission)
    return mission


def _times(data: dict) -> dict:
    now = timezone.now().replace(minute=0, second=0, microsecond=0)
    opens_at = now - timedelta(days=data["opened_days_ago"])
    host = Country(data["country"]).other
    signed = {"opens_at": opens_at, "proposed_at": opens_at - timedelta(days=6)}
    signed |= {"countersigned_at": opens_at - timedelta(days=2), "countersigned_by": _officer(host)}
    if "published_days_ago" not in data:
        deadline = now + timedelta(days=data["closes_in_days"])
        return signed | {"deadline_at": deadline, "state": MissionState.OPEN}
    published_at = now - timedelta(days=data["published_days_ago"])
    return signed | {
        "deadline_at": now - timedelta(days=data["closed_days_ago"]),
        "nominated_at": published_at - timedelta(days=3),
        "agreed_at": published_at - timedelta(days=1),
        "published_at": published_at,
        "state": MissionState.SELECTING,
    }


def _log(mission: Mission) -> None:
    sender, host = mission.created_by, mission.countersigned_by
    told = [
        (MissionEvent.PROPOSE, sender, mission.proposed_at, MissionState.DRAFT, MissionState.DRAFT),
        (MissionEvent.COUNTERSIGN, host, mission.countersigned_at, MissionState.DRAFT, MissionState.DRAFT),
        (MissionEvent.OPEN, None, mission.opens_at, MissionState.DRAFT, MissionState.OPEN),
    ]
    if mission.published_at:
        selecting = (MissionState.SELECTING, MissionState.SELECTING)
        begins = mission.deadline_at + timedelta(days=1)
        told += [
            (MissionEvent.CLOSE, None, mission.deadline_at, MissionState.OPEN, MissionState.CLOSED),
            (MissionEvent.START, sender, begins, MissionState.CLOSED, MissionState.SELECTING),
            (MissionEvent.NOMINATE, sender, mission.nominated_at, *selecting),
            (MissionEvent.AGREE, host, mission.agreed_at, *selecting),
            (MissionEvent.PUBLISH, sender, mission.published_at, *selecting),
        ]
    for event, actor, at, before, after in told:
        side = actor.country if actor else ""
        states = {"state_before": before, "state_after": after}
        mission.log.create(event=event, actor=actor, side=side, happened_at=at, **states)


def _applicants(mission: Mission) -> list[Company]:
    """The demo's own company first, then those of the mission's fields."""
    companies = Company.objects.published().filter(country=mission.country, is_demo=True).order_by("pk")
    founder = companies.filter(memberships__user__email__startswith="founder-")
    fitting = companies.filter(fields__overlap=mission.fields).exclude(pk__in=founder.values("pk"))
    return [*founder[:1], *fitting]


def _apply(mission: Mission, company: Company, fate: str, place: int) -> None:
    application = Application.objects.create(
        mission=mission,
        company=company,
        state=fate,
        people=None if fate == ApplicationState.DRAFT else 2,
        languages=company.working_languages,
        **_place(mission, fate, place),
    )
    criteria = list(mission.criteria.all())
    for criterion in criteria[:1] if fate == ApplicationState.DRAFT else criteria:
        text = ANSWERS[Country(mission.country)]
        application.answers.create(criterion=criterion, text=text)
    if mission.published_at:
        _score(application, criteria, place)
    _log_application(application, fate)


def _log_application(application: Application, fate: str) -> None:
    mission = application.mission
    if fate == ApplicationState.DRAFT:
        return
    told = [
        (
            ApplicationEvent.SUBMIT,
            application.submitted_at,
            ApplicationState.DRAFT,
            ApplicationState.SUBMITTED,
        )
    ]
    if mission.published_at:
        scored_at = mission.nominated_at - timedelta(days=2)
        outcome = application.nominated_as
        told += [
            (
                ApplicationEvent.PASS,
                mission.deadline_at,
                ApplicationState.SUBMITTED,
                ApplicationState.ELIGIBLE,
            ),
            (ApplicationEvent.SCORE, scored_at, ApplicationState.ELIGIBLE, ApplicationState.SCORED),
            (EVENTS[fate], mission.published_at, ApplicationState.SCORED, outcome),
        ]
    if application.accepted_at:
        told += [
            (
                ApplicationEvent.CONFIRM,
                application.accepted_at,
                ApplicationState.SELECTED,
                ApplicationState.CONFIRMED,
            )
        ]
    for event, at, before, after in told:
        application.log.create(event=event, happened_at=at, state_before=before, state_after=after)


def _place(mission: Mission, fate: str, place: int) -> dict:
    if fate == ApplicationState.DRAFT:
        return {}
    given = {"submitted_at": mission.opens_at + timedelta(days=3, hours=place)}
    if mission.published_at is None:
        return given
    given["nominated_as"] = ApplicationState.SELECTED if fate == ApplicationState.CONFIRMED else fate
    if fate == ApplicationState.SELECTED:
        given["answer_by"] = mission.published_at + TO_ANSWER
    if fate == ApplicationState.CONFIRMED:
        accepted = mission.published_at + timedelta(hours=5)
        given |= {"seat": 1, "accepted_at": accepted, "deposit": Deposit.RECEIVED}
    if fate == ApplicationState.WAITLISTED:
        given["waiting_position"] = FATES[: place + 1].count(ApplicationState.WAITLISTED)
    return given


def _score(application: Application, criteria: list[Criterion], place: int) -> None:
    jurors = User.objects.filter(role__in=[Role.OFFICER, Role.LEAD], agency__isnull=False).order_by("pk")
    scored_at = application.mission.nominated_at - timedelta(days=2)
    for number, juror in enumerate(jurors):
        seat = JurySeat.objects.create(
            application=application,
            juror=juror,
            country=juror.country,
            due_on=scored_at.date(),
            scored_at=scored_at,
        )
        for criterion in criteria:
            points = POINTS[place] - (number + criterion.position) % 2
            Score.objects.create(seat=seat, criterion=criterion, points=points)


def _officer(country: str) -> User:
    return User.objects.get(role=Role.OFFICER, agency__country=country)
