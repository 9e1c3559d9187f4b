"""Addresses of meetings and of the calendar feed."""

from django.urls import path

from events.views import calendars, meetings

app_name = "meetings"
urlpatterns = [
    path("meetings/", meetings.meeting_list, name="list"),
    path("meetings/calendar/", calendars.calendar, name="calendar"),
    path("meetings/<uuid:key>/", meetings.meeting, name="meeting"),
    path("meetings/<uuid:key>/confirm/", meetings.confirm, name="confirm"),
    path("meetings/<uuid:key>/reconfirm/", meetings.reconfirm, name="reconfirm"),
    path("meetings/<uuid:key>/times/", meetings.reschedule, name="reschedule"),
    path("meetings/<uuid:key>/cancel/", meetings.cancel, name="cancel"),
    path("meetings/<uuid:key>/report/", meetings.report, name="report"),
    path("calendar/<str:token>.ics", calendars.feed, name="feed"),
]
