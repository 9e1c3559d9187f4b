"""The demo's matches stand at every point of their life."""

import pytest
from django.core.management import call_command
from django.test import override_settings

from common.reference import load_reference
from mail.models import OutgoingEmail
from matching.life import deadlines
from matching.life.meeting import without_meeting
from matching.models import Agreement, Approval, Contest, Match
from matching.models.life import State
from startups.models import Company

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def demo(module_db):
    with override_settings(DEMO=True):
        load_reference()
        call_command("load_demo", verbosity=0)
        yield


def test_matches_of_the_demo_stand_everywhere_and_nothing_is_written_to_invented_people(demo):
    states = set(Match.objects.values_list("state", flat=True))

    assert states >= {
        *(State.SUGGESTED, State.INTEREST, State.MUTUAL, State.INTRODUCED),
        *(State.DECLINED, State.EXPIRED, State.REFUSED),
    }
    assert all(
        rows.exists()
        for rows in (
            Approval.objects.overdue(),
            Approval.objects.filter(state=Approval.State.HELD),
            Contest.objects.open(),
            Agreement.objects.all(),
            without_meeting(),
        )
    )
    assert not OutgoingEmail.objects.exists()
    for email in ("founder-fr@example.com", "founder-jp@example.com"):
        company = Company.objects.get(memberships__user__email=email)
        own = Match.objects.for_company(company)
        assert {*own.values_list("state", flat=True)} >= {State.INTEREST, State.INTRODUCED}
        assert own.filter(state=State.SUGGESTED).exists()


def test_sweep_after_loading_finds_only_what_is_really_due(demo):
    before = dict(Match.objects.values_list("pk", "state"))

    deadlines.sweep()

    assert dict(Match.objects.values_list("pk", "state")) == before
