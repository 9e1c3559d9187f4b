"""Starts `startups`: registers its reference and demo data."""

from django.apps import AppConfig


class StartupsConfig(AppConfig):
    name = "startups"

    def ready(self) -> None:
        from startups import reference  # noqa: F401, PLC0415 -- app ready
        from startups.demo import loading  # noqa: F401, PLC0415 -- app ready
