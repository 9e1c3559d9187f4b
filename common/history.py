"""Rows that are only ever added: the application's database role may neither change nor delete them."""

from django.db import models


class AppendOnly(models.Model):
    """A line of a log. It holds ids and codes, never what somebody wrote, so that nothing needs erasing."""

    class Meta:
        abstract = True
