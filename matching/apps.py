"""Starts `matching`: it listens for changed profiles."""

from django.apps import AppConfig


class MatchingConfig(AppConfig):
    name = "matching"

    def ready(self) -> None:
        from matching import receivers  # noqa: F401, PLC0415 -- app ready
