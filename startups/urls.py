"""Addresses of `startups`."""

app_name = "startups"
urlpatterns: list = []
