"""The pages of meetings: what each side sees and may do, the form with its preview, the list."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from events.meetings import arranging
from events.models import Meeting
from tests.events.conftest import told
from tests.factories import MeetingFactory, UserFactory, morning

pytestmark = pytest.mark.django_db
State = Meeting.State
PARIS, TOKYO = ZoneInfo("Europe/Paris"), ZoneInfo("Asia/Tokyo")


def browser(user):
    client = Client()
    client.force_login(user)
    return client


def page(user, meeting):
    return browser(user).get(meeting.get_absolute_url()).content.decode()


def typed(instant, zone, **changes):
    """What a person in `zone` types for one time."""
    local = instant.astimezone(zone)
    times = {"day_1": f"{local:%Y-%m-%d}", "time_1": f"{local:%H:%M}"}
    where = {"minutes": "60", "video_link": "https://v.example.com/2"}
    return times | where | {"key": "6ec0bd7f-11c0-43da-975e-2a8ad9ebae0b", "seen": "0"} | changes


def test_side_that_was_asked_sees_a_button_for_each_time(pair):
    meeting = pair.propose()

    confirm = f'action="/meetings/{meeting.key}/confirm/"'
    assert page(pair.japanese, meeting).count(confirm) == 2
    assert page(pair.french, meeting).count(confirm) == 0


def test_confirming_on_the_page_takes_one_click(pair):
    meeting = pair.propose()
    slot = meeting.slots.last()

    answer = browser(pair.japanese).post(f"/meetings/{meeting.key}/confirm/", {"slot": slot.pk})

    meeting.refresh_from_db()
    assert (answer.url, meeting.starts_at) == (meeting.get_absolute_url(), slot.starts_at)


@pytest.mark.parametrize("slot", [0, 987654321])
def test_time_that_is_not_proposed_is_a_conflict(pair, slot):
    meeting = pair.propose()

    answer = browser(pair.japanese).post(f"/meetings/{meeting.key}/confirm/", {"slot": slot})

    assert answer.status_code == 409


def test_page_names_the_hours_in_both_zones(pair):
    meeting = pair.agree(datetime(2099, 1, 21, 8, tzinfo=UTC))

    shown = page(pair.french, meeting)

    assert "mercredi 21 janvier 2099" in shown
    assert '<span class="zones-clock">09:00–10:00 Paris</span> · ' in shown
    assert '<span class="zones-clock">17:00–18:00 Tokyo</span>' in shown


def test_reconfirming_is_offered_once_asked_for(pair):
    meeting = pair.agree()
    reconfirm = f'action="/meetings/{meeting.key}/reconfirm/"'
    assert reconfirm not in page(pair.french, meeting)
    Meeting.objects.update(reconfirm_asked_at=timezone.now())
    assert reconfirm in page(pair.french, meeting)

    browser(pair.french).post(f"/meetings/{meeting.key}/reconfirm/")

    assert reconfirm not in page(pair.french, meeting)
    assert reconfirm in page(pair.japanese, meeting)


def test_report_is_asked_for_after_the_beginning(pair):
    meeting = pair.agree()
    report = f"/meetings/{meeting.key}/report/"
    assert report not in page(pair.french, meeting)
    Meeting.objects.update(starts_at=timezone.now() - timedelta(hours=1))
    assert report in page(pair.french, meeting)

    browser(pair.french).post(report, {"answer": "other_absent"})

    assert report not in page(pair.french, meeting)
    assert "Alpage SASより、貴社が来られなかったとの報告がありました。" in page(pair.japanese, meeting)


def test_form_begins_with_good_times_in_the_own_zone(pair):
    meeting = pair.propose()

    shown = browser(pair.japanese).get(f"/meetings/{meeting.key}/times/").context["form"]

    first = datetime.combine(shown["day_1"].value(), shown["time_1"].value(), TOKYO)
    assert first.astimezone(PARIS).strftime("%H:%M") == "08:00"
    assert shown["video_link"].value() == meeting.video_link


def test_times_are_shown_in_both_zones_before_anything_is_sent(pair):
    meeting = pair.propose()
    sunday = next(morning(days) for days in range(20, 28) if morning(days).weekday() == 6)
    client, path = browser(pair.japanese), f"/meetings/{meeting.key}/times/"

    preview = client.post(path, typed(sunday, TOKYO))

    assert [str(slot["warnings"]) for slot in preview.context["slots"]] == [
        "['フランスでは週末', '日本では週末']"
    ]
    assert meeting.slots.count() == 2
    again = client.post(path, typed(sunday, TOKYO, step="change"))
    assert (again.status_code, again.context["form"]["day_1"].value()) == (200, f"{sunday:%Y-%m-%d}")
    sent = client.post(path, typed(sunday, TOKYO, step="send"))
    assert (sent.status_code, [slot.starts_at for slot in meeting.slots.all()]) == (302, [sunday])


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"day_1": "2027-03-28", "time_1": "02:30"}, "time_1"),
        ({"day_1": "2027-10-31", "time_1": "02:30"}, "time_1"),
        ({"day_1": "2026-01-01"}, "day_1"),
        ({"day_1": "2099-01-01"}, "day_1"),
        ({"day_1": "0001-01-01", "time_1": "00:00"}, "day_1"),
        ({"day_1": ""}, "day_1"),
        ({"day_2": "2027-03-01"}, "time_2"),
        ({"time_3": "10:00"}, "day_3"),
        ({"video_link": "http://v.example.com"}, "video_link"),
        ({"video_link": ""}, "video_link"),
        ({"place": "Paris\u202e"}, "place"),
        ({"minutes": "7"}, "minutes"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(pair, monkeypatch, changes, field):
    monkeypatch.setattr(timezone, "now", lambda: datetime(2027, 1, 10, 12, tzinfo=UTC))
    meeting = MeetingFactory(french_company=pair.french_company, japanese_company=pair.japanese_company)
    given = typed(datetime(2027, 1, 20, 8, tzinfo=UTC), PARIS, **changes)

    answer = browser(pair.french).post(f"/meetings/{meeting.key}/times/", given)

    assert answer.status_code == 422
    assert field in answer.context["form"].errors


def test_same_time_twice_is_refused(pair):
    meeting = pair.propose()
    given = typed(morning(20), PARIS)
    twice = given | {"day_2": given["day_1"], "time_2": given["time_1"]}

    answer = browser(pair.french).post(f"/meetings/{meeting.key}/times/", twice)

    assert list(answer.context["form"].errors) == ["day_2"]


def test_cancelling_needs_a_reason(pair):
    meeting = pair.agree()
    client, path = browser(pair.french), f"/meetings/{meeting.key}/cancel/"

    assert client.post(path, {"explanation": "x"}).status_code == 422
    assert client.post(path, {"reason": "unanswered"}).status_code == 422  # the system's own
    assert client.post(path, {"reason": "illness"}).status_code == 302
    assert len(told()) == 2


def test_history_on_the_page_tells_each_step_and_who_took_it(pair):
    meeting = pair.agree()
    arranging.cancel(meeting, by=pair.japanese, reason="other")

    shown = page(pair.french, meeting)

    taken = ["Horaires proposés</strong> · Alpage SAS", "Horaire confirmé</strong> · Mihon (株式会社見本)"]
    places = [shown.index(step) for step in [*taken, "Annulé</strong> · Mihon (株式会社見本)"]]
    assert places == sorted(places)


def test_foreign_meeting_is_not_found(pair):
    assert browser(UserFactory()).get(pair.propose().get_absolute_url()).status_code == 404


def test_empty_list_says_what_to_do_next():
    shown = browser(UserFactory()).get("/meetings/").content.decode()

    assert "No meeting is planned." in shown


@pytest.mark.parametrize("traits", [{}, {"confirmed": True}, {"past": True}, {"past": True, "state": "held"}])
def test_list_asks_the_same_number_of_queries_for_1_and_3_meetings(pair, django_assert_num_queries, traits):
    client = browser(pair.french)
    MeetingFactory(french_company=pair.french_company, **traits)
    with CaptureQueriesContext(connection) as one:
        client.get("/meetings/")
    MeetingFactory.create_batch(2, french_company=pair.french_company, **traits)

    with django_assert_num_queries(len(one)):
        answer = client.get("/meetings/")

    assert answer.content.decode().count("<article") == 3


def test_list_shows_proposals_first_then_the_soonest_meeting(pair):
    mine = {"french_company": pair.french_company}
    later = MeetingFactory(**mine, confirmed=True, starts_at=morning(12))
    sooner = MeetingFactory(**mine, confirmed=True, starts_at=morning(11))
    proposal = MeetingFactory(**mine)

    shown = browser(pair.french).get("/meetings/").context["open"]

    assert [each.meeting for each in shown] == [proposal, sooner, later]
