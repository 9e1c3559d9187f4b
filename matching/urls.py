"""Addresses of `matching`."""

from django.urls import path

from matching import views

app_name = "matching"
urlpatterns = [
    path("start/", views.dashboard, name="dashboard"),
    path("suggestions/", views.suggestions, name="suggestions"),
    path("suggestions/<int:pk>/", views.suggestion, name="suggestion"),
    path("suggestions/<int:pk>/not-now/", views.decline, name="decline"),
]
