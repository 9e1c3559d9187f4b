"""Starts `mail`: a worker that is ready sweeps the outbox."""

from django.apps import AppConfig


class MailConfig(AppConfig):
    name = "mail"

    def ready(self) -> None:
        from mail import receivers  # noqa: F401, PLC0415 -- app ready
