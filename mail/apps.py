"""Starts `mail`."""

from django.apps import AppConfig


class MailConfig(AppConfig):
    name = "mail"
