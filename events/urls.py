"""Addresses of `events`."""

from django.urls import path

from events.views import shows

app_name = "events"
urlpatterns = [
    path("", shows.show_list, name="list"),
    path("shows/new/", shows.add_show, name="add_show"),
    path("shows/<slug:slug>/editions/new/", shows.add_edition, name="add_edition"),
    path("<int:pk>/", shows.edition, name="edition"),
    path("<int:pk>/edit/", shows.edit_edition, name="edit_edition"),
]
