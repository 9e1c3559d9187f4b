"""Meetings as iCalendar (RFC 5545, RFC 5546): files beside letters, and a private feed per person.

Times are written in UTC, so that every calendar shows the right hour whatever it knows of Paris and Tokyo. No
person is named but the one who gets the file.
"""

from datetime import UTC, timedelta
from email.utils import parseaddr
from uuid import uuid4

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from icalendar import Calendar, Event, vCalAddress, vDuration, vText

from events.meetings.wording import title
from events.models import CalendarFeed, Meeting

REQUEST, CANCEL, PUBLISH = "REQUEST", "CANCEL", "PUBLISH"
# Calendars keep the addresses they were given: wherever this module lies, they are signed in this name.
SIGNER = signing.Signer(salt="events.calendars.feed", sep=".")
READ_AGAIN_AFTER = timedelta(hours=1)


def invitation(meeting: Meeting, method: str, *, attendee: str) -> str:
    """One meeting for the calendar of `attendee`, an address, in the language and zone in use."""
    calendar = _calendar(method)
    event = _event(meeting)
    event.add("status", "CANCELLED" if method == CANCEL else "CONFIRMED")
    person = vCalAddress(f"mailto:{attendee}")
    person.params["ROLE"] = vText("REQ-PARTICIPANT")
    person.params["RSVP"] = vText("FALSE")  # the answer is given on the page
    event.add("attendee", person, encode=0)
    calendar.add_component(event)
    return calendar.to_ical().decode()


def feed(meetings) -> str:
    """Agreed meetings for a calendar program that reads them again and again."""
    calendar = _calendar(PUBLISH)
    calendar.add("x-wr-calname", "Enishi")
    calendar.add("refresh-interval", vDuration(READ_AGAIN_AFTER), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(READ_AGAIN_AFTER))
    for meeting in meetings:
        event = _event(meeting)
        event.add("status", "CONFIRMED")
        calendar.add_component(event)
    return calendar.to_ical().decode()


def renew(user) -> None:
    """Give `user` a new feed address; an earlier one opens nothing any more."""
    new = {"key": uuid4(), "renewed_at": timezone.now()}
    CalendarFeed.objects.update_or_create(user=user, defaults=new)


def address_of(calendar_feed: CalendarFeed) -> str:
    """The whole address of a feed: its key, signed, on this site."""
    token = SIGNER.sign(calendar_feed.key.hex)
    return f"{settings.SITE_URL.rstrip('/')}{reverse('meetings:feed', args=[token])}"


def feed_of(token: str) -> CalendarFeed | None:
    """The feed that a token opens; none for a forged or an earlier one, or a person who may not sign in."""
    try:
        key = SIGNER.unsign(token)
    except signing.BadSignature:
        return None
    return CalendarFeed.objects.select_related("user").filter(key=key, user__is_active=True).first()


def _calendar(method: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", f"-//Enishi//Meetings//{get_language().upper()}")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    return calendar


def _event(meeting: Meeting) -> Event:
    address = f"{settings.SITE_URL.rstrip('/')}{meeting.get_absolute_url()}"
    event = Event()
    event.add("uid", f"{meeting.key}@enishi")
    event.add("sequence", meeting.sequence)
    event.add("dtstamp", meeting.step_at)
    event.add("last-modified", meeting.step_at)
    event.add("dtstart", meeting.starts_at.astimezone(UTC))
    event.add("dtend", meeting.ends_at.astimezone(UTC))
    event.add("summary", title(meeting))
    event.add("location", " · ".join(filter(None, [meeting.place, meeting.video_link])))
    event.add("description", f"{meeting.when}\n{address}")
    event.add("url", address)
    event.add("organizer", _organizer(), encode=0)
    return event


def _organizer() -> vCalAddress:
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    organizer = vCalAddress(f"mailto:{address}")
    organizer.params["CN"] = vText(name or "Enishi")
    return organizer
