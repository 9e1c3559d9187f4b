"""The relay's limit holds for all workers together."""

from datetime import timedelta

import pytest
from django.utils import timezone

from mail import pace
from mail.models import RelayTurn

pytestmark = pytest.mark.django_db


def test_turns_follow_each_other_whoever_takes_them():
    gap = timedelta(seconds=10)

    waits = [pace._take_turn(gap) for _ in range(3)]

    assert [round(wait) for wait in waits] == [0, 10, 20]


def test_turns_nobody_took_are_not_saved_up():
    RelayTurn.objects.create(relay=pace.relay_name(), next_at=timezone.now() - timedelta(hours=1))

    waits = [pace._take_turn(timedelta(seconds=10)) for _ in range(2)]

    assert [round(wait) for wait in waits] == [0, 10]


def test_each_relay_has_turns_of_its_own(settings):
    for host in ("one", "two"):
        settings.MAIL_RELAY_URL = f"smtp://user:password@{host}.example.com:587"
        assert round(pace._take_turn(timedelta(seconds=10))) == 0

    assert set(RelayTurn.objects.values_list("relay", flat=True)) == {
        "one.example.com:587",
        "two.example.com:587",
    }


@pytest.mark.parametrize(("rate", "slept"), [(0, []), (6, [0, 10])])
def test_worker_sleeps_until_its_turn(settings, monkeypatch, rate, slept):
    settings.MAIL_RATE_PER_MINUTE = rate
    sleeps = []
    monkeypatch.setattr(pace.time, "sleep", lambda seconds: sleeps.append(round(seconds)))

    pace.wait_for_turn()
    pace.wait_for_turn()

    assert sleeps == slept
