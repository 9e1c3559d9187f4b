"""Addresses of `events`."""

from django.urls import path

from events.views import shows

app_name = "events"
urlpatterns = [
    path("", shows.show_list, name="list"),
]
