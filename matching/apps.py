"""Starts `matching`: it listens for changed profiles and registers its demo data."""

from django.apps import AppConfig


class MatchingConfig(AppConfig):
    name = "matching"

    def ready(self) -> None:
        from matching import demo, receivers  # noqa: F401, PLC0415 -- app ready
