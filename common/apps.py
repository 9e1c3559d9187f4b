"""Starts `common`: after every migration the application role gets just the rights it needs."""

from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate


class CommonConfig(AppConfig):
    name = "common"

    def ready(self) -> None:
        from common import database_roles  # noqa: PLC0415 -- app ready

        # Django sends this signal once for each app with models, and this one has none.
        post_migrate.connect(database_roles.grant, sender=apps.get_app_config("auth"))
