"""Starts `common`: after every migration the application role gets just the rights it needs."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class CommonConfig(AppConfig):
    name = "common"

    def ready(self) -> None:
        from common import database_roles  # noqa: PLC0415 -- app ready

        post_migrate.connect(database_roles.grant, sender=self)
