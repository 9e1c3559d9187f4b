"""The demo's three missions: marked, dated from the day of loading, as the activities make them."""

import pytest
from django.test import override_settings
from django.utils import timezone

from accounts.demo import load_sign_ins
from accounts.models import Country, User
from common import reference
from events.demo.loading import load_missions
from events.missions import juries
from events.missions import sweeping as mission_sweeping
from events.models import Answer, Application, JurySeat, Mission
from mail.models import OutgoingEmail
from startups.demo.loading import load_companies
from tests.events.missions import life
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def demo(module_db):
    with override_settings(DEMO=True):
        reference.load_reference()
        for load in (load_sign_ins, load_companies, load_missions):
            load()
        yield


@pytest.fixture
def loaded(demo):
    # One is open, of one the lists are out, and one is with its jury.
    return {str(each.edition.show) + each.state: each for each in Mission.objects.all()}


def test_demo_has_missions_each_way_marked_and_dated_from_today(loaded):
    assert {name: each.country for name, each in loaded.items()} == {
        "CEATECselecting": "FR",
        "VivaTechopen": "JP",
        "VivaTechselecting": "JP",
    }
    assert all(each.is_demo and each.starts_on > timezone.localdate() for each in loaded.values())
    assert loaded["VivaTechopen"].is_open_now
    assert all(each.starts_on.weekday() == 0 and each.ends_on.weekday() < 5 for each in loaded.values())
    assert all(each.texts.count() == 3 for each in loaded.values())


def test_demo_shows_every_outcome_and_leads_with_the_founders_companies(loaded):
    mission = loaded["CEATECselecting"]

    states = list(mission.applications.order_by("pk").values_list("state", flat=True))

    assert states == ["selected", "confirmed", "selected", "waitlisted", "waitlisted", "not_selected"]
    founder = Application.objects.of(person("founder-fr")).get()
    assert founder.state == "selected"
    assert list(juries.results(mission))[0] == founder.pk


def test_demo_founder_has_an_application_to_finish_and_one_with_the_jury(loaded):
    states = Application.objects.of(person("founder-jp")).order_by("state").values_list("state", flat=True)

    assert list(states) == ["draft", "scored"]


def test_demo_jury_is_at_work_in_both_countries_and_due_soon(loaded):
    mission = loaded["VivaTechselecting"]

    owed = JurySeat.objects.to_score().filter(application__mission=mission)

    for country in Country:
        officer, lead = (person(f"{role}-{country.lower()}") for role in ("officer", "lead"))
        assert (owed.filter(juror=officer).count(), owed.filter(juror=lead).count()) == (5, 2)
        assert juries.is_blind(mission, officer)
    days_left = {(due_on - timezone.localdate()).days for due_on in owed.values_list("due_on", flat=True)}
    assert all(3 < days < 15 for days in days_left)
    assert mission.applications.filter(state="ineligible").count() == 1


def test_demo_applicants_answer_in_their_own_words(loaded):
    texts = list(Answer.objects.values_list("text", flat=True))

    assert len(set(texts)) == len(texts) > 40
    assert not any("\n" in text for text in texts)


def test_demo_writes_to_nobody_and_nothing_is_due_at_once(loaded):
    mission_sweeping.sweep()

    assert not OutgoingEmail.objects.exists()
    assert [life.fresh(each).state for each in loaded.values()] == [each.state for each in loaded.values()]


def test_demo_loaded_again_adds_nothing(loaded):
    UserFactory()

    load_missions()

    assert Mission.objects.count() == 3


def person(name):
    return User.objects.get(email=f"{name}@example.com")
