"""Prints who one can sign in as in the demo, and with which password."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from accounts.demo import SIGN_INS
from accounts.passwords import DEMO_PASSWORD


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args, **options):
        if not settings.DEMO:
            raise CommandError("Demo is off here: there are no demo sign-ins.")
        self.stdout.write(f"Password of all of them: {DEMO_PASSWORD}")
        for email, role, agency, _language in SIGN_INS:
            self.stdout.write(f"  {email:<24}{role.value}{f', {agency}' if agency else ''}")
