"""Loads the demo companies and sign-ins into an empty database; refused where demo is off."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from common import reference


class Command(BaseCommand):
    help = __doc__

    @transaction.atomic
    def handle(self, *args, **options):
        if not settings.DEMO:
            raise CommandError("Demo data is off here. Nothing was loaded. Set DEMO=true on a test machine.")
        if get_user_model().objects.exists():
            if options["verbosity"]:
                self.stdout.write("The database is not empty: the demo data was not loaded again.")
            return
        reference.load_demo()
