"""Calendar files and feeds: the right instant for every calendar, and nobody's contact data."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import signing
from django.utils import timezone, translation
from icalendar import Calendar

from events.meetings import arranging, calendars
from events.models import CalendarFeed, Meeting
from tests.events.conftest import calendar_files
from tests.factories import MeetingFactory, UserFactory, morning

pytestmark = pytest.mark.django_db


def address(user):
    """A new feed address of `user`, without the site."""
    calendars.renew(user)
    return calendars.address_of(CalendarFeed.objects.get(user=user)).partition("8000")[2]


def confirmed(pair, starts_at=None):
    """The event in the French side's file, after the Japanese side confirmed."""
    meeting = pair.propose(slots=[starts_at or morning(10)])
    arranging.confirm(meeting, by=pair.japanese, slot=meeting.slots.get().pk)
    return calendar_files()[0].walk("VEVENT")[0]


@pytest.mark.parametrize(
    ("starts_at", "day", "tokyo"),
    [
        (datetime(2027, 3, 26, 8, tzinfo=UTC), "vendredi 26 mars 2027", "17:00–18:00"),
        (datetime(2027, 3, 29, 7, tzinfo=UTC), "lundi 29 mars 2027", "16:00–17:00"),
        (datetime(2027, 10, 29, 7, tzinfo=UTC), "vendredi 29 octobre 2027", "16:00–17:00"),
        (datetime(2027, 11, 2, 8, tzinfo=UTC), "mardi 2 novembre 2027", "17:00–18:00"),
    ],
)
def test_file_names_the_instant_in_utc_and_both_zones_around_a_change_of_clocks(
    pair, monkeypatch, starts_at, day, tokyo
):
    monkeypatch.setattr(timezone, "now", lambda: datetime(2027, 1, 4, tzinfo=UTC))

    event = confirmed(pair, starts_at)

    assert event["dtstart"].to_ical().decode() == f"{starts_at:%Y%m%dT%H%M%SZ}"
    assert "TZID" not in event["dtstart"].params
    assert str(event["description"]).splitlines()[0] == f"{day}, 09:00–10:00 Paris · {tokyo} Tokyo"


def test_file_holds_what_a_calendar_asks_for(pair, settings):
    settings.DEFAULT_FROM_EMAIL = "Enishi 縁 <enishi@example.com>"

    event = confirmed(pair)

    assert str(event["summary"]) == "Rendez-vous\u00a0: Alpage SAS – Mihon (株式会社見本)"
    assert (event["organizer"], event["organizer"].params["CN"]) == ("mailto:enishi@example.com", "Enishi 縁")
    assert (event["attendee"], event["status"]) == (f"mailto:{pair.french.email}", "CONFIRMED")
    assert str(event["location"]) == "https://v.example.com/1"
    assert event.end - event.start == timedelta(hours=1)


def test_file_names_only_its_own_recipient(pair):
    pair.french.given_name, pair.french.family_name = "Camille", "Moreau"
    pair.french.save()
    confirmed(pair)
    contact = pair.japanese_company.contact

    for file, own, other in zip(
        calendar_files(), (pair.french, pair.japanese), (pair.japanese, pair.french), strict=True
    ):
        text = file.to_ical().decode().replace("\r\n ", "")
        assert own.email in text
        assert [
            word for word in (other.email, contact.email, contact.family_name, "Moreau") if word in text
        ] == []


def test_long_japanese_names_are_folded_between_characters(pair):
    pair.japanese_company.legal_name = "株式会社" + "長い名前" * 40
    pair.japanese_company.save()
    meeting = MeetingFactory(confirmed=True, japanese_company=pair.japanese_company)

    with translation.override("ja"):
        text = calendars.invitation(meeting, "REQUEST", attendee="a@example.com")

    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    [event] = Calendar.from_ical(text).walk("VEVENT")
    assert pair.japanese_company.legal_name in str(event["summary"])


def test_feed_has_agreed_meetings_only(pair, client):
    pair.propose()
    pair_of = {"french_company": pair.french_company, "japanese_company": pair.japanese_company}
    agreed = MeetingFactory(**pair_of, confirmed=True)
    MeetingFactory(**pair_of, confirmed=True, state=Meeting.State.CANCELLED)
    MeetingFactory(confirmed=True)  # of others

    answer = client.get(address(pair.french))

    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert "no-store" in answer.headers["Cache-Control"]
    feed = Calendar.from_ical(answer.content)
    assert feed["method"] == "PUBLISH"
    assert [str(event["uid"]) for event in feed.walk("VEVENT")] == [f"{agreed.key}@enishi"]


def test_feed_is_in_the_language_of_its_person(pair, client):
    MeetingFactory(french_company=pair.french_company, japanese_company=pair.japanese_company, confirmed=True)

    feed = Calendar.from_ical(client.get(address(pair.japanese)).content)

    assert str(feed.walk("VEVENT")[0]["summary"]) == "面談：Alpage SAS・株式会社見本"


def test_renewed_address_closes_the_earlier_one(pair, client):
    earlier = address(pair.french)

    later = address(pair.french)

    assert (client.get(earlier).status_code, client.get(later).status_code) == (404, 200)


def test_address_given_to_a_calendar_earlier_still_opens_it(pair, client):
    calendars.renew(pair.french)
    key = CalendarFeed.objects.get(user=pair.french).key.hex
    earlier = signing.Signer(salt="events.calendars.feed", sep=".").sign(key)

    assert client.get(f"/calendar/{earlier}.ics").status_code == 200


def test_address_needs_the_right_signature_and_an_active_person(pair, client):
    good = address(pair.french)
    key = CalendarFeed.objects.get(user=pair.french).key.hex

    forged = [f"/calendar/{key}.ics", f"/calendar/{key}.{'x' * 43}.ics", good.replace(key, "0" * 32)]
    assert [client.get(path).status_code for path in forged] == [404, 404, 404]
    pair.french.is_active = False
    pair.french.save()
    assert client.get(good).status_code == 404


def test_looking_at_the_calendar_page_makes_no_address(client):
    user = UserFactory(french=True)
    client.force_login(user)

    page = client.get("/meetings/calendar/").content.decode()
    assert CalendarFeed.objects.count() == 0
    client.post("/meetings/calendar/")

    assert "/calendar/" not in page.replace("/meetings/calendar/", "")
    shown = client.get("/meetings/calendar/").content.decode()
    assert calendars.address_of(CalendarFeed.objects.get(user=user)) in shown


@pytest.mark.parametrize("number", [1, 3])
def test_feed_asks_the_same_number_of_queries_for_any_number_of_meetings(
    pair, client, django_assert_num_queries, number
):
    pair_of = {"french_company": pair.french_company, "japanese_company": pair.japanese_company}
    MeetingFactory.create_batch(number, **pair_of, confirmed=True)
    path = address(pair.french)

    with django_assert_num_queries(4):  # feed, meetings, slots, reports
        client.get(path)
