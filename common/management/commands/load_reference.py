"""Loads the reference data: agencies, programme labels, trade shows."""

from django.core.management.base import BaseCommand
from django.db import transaction

from common import reference


class Command(BaseCommand):
    help = __doc__

    @transaction.atomic
    def handle(self, *args, **options):
        reference.load_reference()
