"""A mission from its draft to the confirmed delegation in the browser, each in their own language."""

from datetime import timedelta

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.utils import timezone

from events.missions import sweeping as mission_sweeping
from events.models import Application, Mission
from tests.factories import CompanyFactory, EditionFactory, UserFactory
from tests.permissions import world as worlds

pytestmark = pytest.mark.django_db(transaction=True)
SIDES = {"fr": "french", "ja": "japanese"}
ANSWER = {"fr": "Un robot qui fonctionne.", "ja": "動作するロボットがあります。"}


@pytest.mark.parametrize("home", SIDES)
def test_mission_from_draft_to_delegation(visitor, home):
    host = "ja" if home == "fr" else "fr"
    officers = {
        f"{side}_{role}": officer(side, role) for side in SIDES.values() for role in ("officer", "lead")
    }
    companies = [applicant(home) for _ in range(3)]
    world = officers | {f"member_{number}": person for number, (person, _) in enumerate(companies)}
    sender, signer = (at_browser(visitor, world, f"{SIDES[each]}_officer", each) for each in (home, host))
    members = [at_browser(visitor, world, f"member_{number}", home) for number in range(3)]

    mission = prepare(sender, home)
    signer.open(mission.get_absolute_url())
    signer.send("form[action$='/do/countersign/']")
    for member in members:
        apply(member, mission, home)
    Mission.objects.filter(pk=mission.pk).update(deadline_at=timezone.now())
    mission_sweeping.sweep()
    sender.open(mission.get_absolute_url())
    sender.send("form[action$='/do/start/']")
    for name in officers:
        language = home if SIDES[home] in name else host
        score(at_browser(visitor, world, name, language))
    choose(sender, signer, mission)
    members[0].open(Application.objects.earliest("pk").get_absolute_url())
    members[0].send("form[action$='/do/accept/']")

    states = list(Application.objects.order_by("pk").values_list("state", flat=True))
    assert states == ["confirmed", "waitlisted", "not_selected"]
    for person, row in zip(members, Application.objects.order_by("pk"), strict=True):
        person.open(row.get_absolute_url())
        assert person.faults_in_every_light() == []
    sender.open(mission.get_absolute_url())
    assert sender.faults_in_every_light() == []
    assert signer.faults_in_every_light() == []


def officer(side: str, role: str):
    person = UserFactory(**{f"{side}_{role}": True})
    TOTP.activate(person, generate_totp_secret())
    return person


def applicant(home: str):
    """A member and their published company."""
    side = {"japanese": True} if home == "ja" else {}
    person = UserFactory(**{SIDES[home]: True})
    return person, CompanyFactory(published=True, member=person, **side)


def at_browser(visitor, world, role: str, language: str):
    """The person at a browser of their own, signed in."""
    person = visitor(language)
    person.take_session_of(worlds.client_of(world, role, language))
    return person


def prepare(sender, home: str) -> Mission:
    """Facts, texts and criteria, then to the host country."""
    edition = EditionFactory(show__french=home == "ja")
    today = timezone.localdate()
    sender.open("/missions/")
    sender.page.locator("a[href='/missions/new/']").click()
    days = {"starts_on": 90, "ends_on": 94, "opens_day": -1, "deadline_day": 20}
    sender.fill({name: (today + timedelta(days=count)).isoformat() for name, count in days.items()})
    sender.fill({"opens_time": "09:00", "deadline_time": "18:00", "edition": str(edition.pk), "seats": "1"})
    sender.fill({"languages": ["fr", "ja"], "oldest_years": "20"})
    sender.send()
    texts = {"title": {"fr": "Robots", "ja": "ロボット", "en": "Robots"}}
    texts["theme"] = {"fr": "La robotique.", "ja": "ロボティクス。", "en": "Robotics."}
    sender.fill({f"{name}_{code}": text for name, each in texts.items() for code, text in each.items()})
    assert sender.faults_in_every_light() == []
    sender.send()
    mission = Mission.objects.get()
    sender.open(f"/missions/{mission.pk}/edit/criteria/")
    criterion = {"french": "Quoi ?", "japanese": "何ですか。", "english": "What?", "weight": "2"}
    sender.fill({f"criteria-0-{name}": text for name, text in criterion.items()})
    assert sender.faults_in_every_light() == []
    sender.send()
    sender.send("form[action$='/do/propose/']")
    return mission


def apply(member, mission: Mission, home: str) -> None:
    """The two steps, then sent."""
    member.open("/missions/")
    member.page.locator(f"a[href='{mission.get_absolute_url()}']").first.click()
    member.send("form[action$='/apply/']")
    member.fill({"text": ANSWER[home]})
    member.send()
    member.fill({"people": "2"})
    assert member.faults_in_every_light() == []
    member.send()
    member.send("form[action$='/do/submit/']")


def score(juror) -> None:
    """Every application, best first."""
    for points in ("5", "3", "1"):
        juror.open("/jury/")
        juror.page.locator("main article a").first.click()
        name = juror.page.locator("main input[type=radio]").first.get_attribute("name")
        juror.fill({name: points})
        juror.send("form:has(input[type=radio])")
    assert juror.faults_in_every_light() == []


def choose(sender, signer, mission: Mission) -> None:
    """Proposed by one country, agreed by the other, published."""
    address = f"/missions/{mission.pk}/selection/"
    sender.open(address)
    assert sender.faults_in_every_light() == []
    sender.send("main form:has(select)")
    signer.open(address)
    assert signer.faults_in_every_light() == []
    signer.send("form[action$='/do/agree/']")
    sender.open(address)
    sender.send("form[action$='/do/publish/']")
