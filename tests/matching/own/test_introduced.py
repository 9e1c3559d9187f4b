"""What the board says of introduced matches: the meeting that matters now, and what is asked."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from events.models import Meeting
from matching.life import deadlines
from matching.own.matches import meetings_by_company
from tests.factories import MeetingFactory
from tests.matching import stages

pytestmark = pytest.mark.django_db
BOARD = "/matches/"


@pytest.fixture
def match(world):
    return stages.introduced(world)


def meet(match, **changes) -> Meeting:
    return MeetingFactory(
        french_company=match.french_company, japanese_company=match.japanese_company, **changes
    )


def in_days(days: float) -> dict:
    return {"confirmed": True, "starts_at": timezone.now() + timedelta(days=days)}


def matters(match) -> Meeting:
    pages = meetings_by_company(match.french_company)
    return pages[match.japanese_company_id].meeting


def test_board_asks_for_a_time_where_none_is_proposed(client, match):
    page = client.get(BOARD).text

    assert page.count("You have not agreed on a time yet.") == 1
    assert page.count(f"/matches/{match.pk}/meeting/") == 1


def test_board_shows_the_meeting_and_whose_turn_it_is(client, match):
    meeting = meet(match, proposed_by_side="JP")

    page = client.get(BOARD).text

    assert page.count("Please choose one of the times, or propose others.") == 1
    assert page.count(meeting.get_absolute_url()) == 1
    assert "You have not agreed on a time yet." not in page


def test_proposal_matters_most_then_the_next_meeting_then_the_last(match):
    before, last = (meet(match, **in_days(days), state="held") for days in (-9, -5))
    meet(match, state="cancelled", reason="illness", **in_days(-1))
    found = [matters(match)]
    meet(match, **in_days(9))
    found.append(soon := meet(match, **in_days(3)))
    found.append(matters(match))
    proposal = meet(match)

    assert found == [last, soon, soon]
    assert matters(match) == proposal
    assert before not in found


def test_board_leads_to_the_outcome_once_it_is_asked_for(client, match):
    address = f"/matches/{match.pk}/outcome/"
    before = address in client.get(BOARD).text
    stages.introduced_before(14, match)
    deadlines.sweep()

    assert (before, client.get(BOARD).text.count(address)) == (False, 1)


def test_board_asks_the_same_number_of_queries_for_1_and_3_meetings(
    client, world, match, django_assert_num_queries
):
    meet(match)
    with CaptureQueriesContext(connection) as one:
        client.get(BOARD)
    meet(match, **in_days(3))
    meet(match, **in_days(-3))

    with django_assert_num_queries(len(one)):
        client.get(BOARD)
