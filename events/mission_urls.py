"""Addresses of missions and applications."""

from django.urls import path

from events.views import applications, juries, missions

app_name = "missions"
urlpatterns = [
    path("missions/<int:pk>/", missions.mission, name="mission"),
    path("applications/<int:pk>/", applications.application, name="application"),
    path("jury/", juries.jury, name="jury"),
]
