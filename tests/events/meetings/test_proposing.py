"""The page that proposes a meeting, as a view higher up calls it."""

import pytest
from django.contrib.messages.storage.cookie import CookieStorage

from events.meetings import arranging
from events.meetings.proposing import proposal_page
from events.models import Meeting
from tests.events.meetings.test_pages import PARIS, typed
from tests.factories import morning

pytestmark = pytest.mark.django_db


@pytest.fixture
def propose(pair, rf):
    """Sends the form as a view of a match would, and gives its answer."""

    def send(form):
        companies = {"french_company": pair.french_company, "japanese_company": pair.japanese_company}
        return arranging.propose(**companies, by=pair.french, key=form.cleaned_data["key"], **form.proposal())

    def post(**given):
        request = rf.post("/matches/1/meeting/", given)
        request.user = pair.french
        request._messages = CookieStorage(request)
        return proposal_page(request, other=pair.japanese_company, send=send, back="/matches/1/")

    return post


def test_first_look_sends_nothing(propose):
    answer = propose(**typed(morning(), PARIS))

    assert (answer.status_code, Meeting.objects.count()) == (200, 0)


def test_form_sent_twice_makes_one_meeting_and_shows_it(propose):
    first = propose(**typed(morning(), PARIS), step="send")
    second = propose(**typed(morning(), PARIS), step="send")

    assert first.url == second.url == Meeting.objects.get().get_absolute_url()
