"""Starts `events`."""

from django.apps import AppConfig

from common.reference import reference_data


class EventsConfig(AppConfig):
    name = "events"

    def ready(self):
        from events.demo import loading  # noqa: F401, PLC0415 -- app ready
        from events.reference import load_shows  # noqa: PLC0415 -- needs the models

        reference_data(load_shows)
