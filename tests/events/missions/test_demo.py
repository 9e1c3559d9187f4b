"""The demo's two missions: marked, dated from the day of loading, as the activities would have made them."""

import pytest
from django.utils import timezone

from common import reference
from events.missions import juries
from events.missions import sweeping as mission_sweeping
from events.models import Application, Mission
from mail.models import OutgoingEmail
from tests.events.missions import life
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded(settings):
    settings.DEMO = True
    reference.load_reference()
    reference.load_demo()
    return {mission.country: mission for mission in Mission.objects.all()}


def test_demo_has_a_mission_each_way_marked_and_dated_from_today(loaded):
    assert {country: str(each.edition.show) for country, each in loaded.items()} == {
        "FR": "CEATEC",
        "JP": "VivaTech",
    }
    assert all(each.is_demo and each.starts_on > timezone.localdate() for each in loaded.values())
    assert loaded["JP"].is_open_now
    assert all(each.texts.count() == 3 for each in loaded.values())


def test_demo_shows_every_outcome_and_leads_with_the_founders_companies(loaded):
    states = list(Application.objects.filter(mission=loaded["FR"]).values_list("state", flat=True))
    assert set(states) >= {"selected", "confirmed", "waitlisted", "not_selected"}
    founder = Application.objects.of(people("founder-fr@example.com")).get()
    assert founder.state == "selected"
    assert Application.objects.of(people("founder-jp@example.com")).get().state == "draft"
    assert list(juries.results(loaded["FR"]))[0] == founder.pk


def people(email):
    from accounts.models import User  # noqa: PLC0415 -- beside its use

    return User.objects.get(email=email)


def test_demo_writes_to_nobody_and_nothing_is_due_at_once(loaded):
    mission_sweeping.sweep()

    assert not OutgoingEmail.objects.exists()
    assert [life.fresh(each).state for each in loaded.values()] == [each.state for each in loaded.values()]


def test_demo_loaded_again_adds_nothing(loaded):
    from events.demo.loading import load_missions  # noqa: PLC0415 -- beside its use

    UserFactory()
    load_missions()

    assert Mission.objects.count() == 2
