"""Starts `accounts`: its reference data, its demo, and one way in for Django's admin, too."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self) -> None:
        from allauth.account.decorators import secure_admin_login  # noqa: PLC0415 -- app ready
        from django.contrib import admin  # noqa: PLC0415 -- app ready

        from accounts import demo, reference  # noqa: PLC0415 -- app ready
        from common.reference import demo_data, reference_data  # noqa: PLC0415 -- app ready

        reference_data(reference.load_agencies)
        demo_data(demo.load_sign_ins)
        admin.site.login = secure_admin_login(admin.site.login)
        admin.site.site_header = admin.site.site_title = _("Enishi: administration")
        admin.site.index_title = _("Technical settings")
