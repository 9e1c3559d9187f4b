"""The database on which the site is measured: empty before, and nobody's but invented people's."""

from django.conf import settings
from django.core.management import CommandError, call_command

from accounts.models import User
from startups.models import Company

INVENTED = "@example.com"


def prepare() -> None:
    """Make an empty database ready for invented companies; raises CommandError anywhere else."""
    if not settings.DEMO:
        raise CommandError("Demo data is off here. Nothing was changed. Set DEMO=true on a test machine.")
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    if Company.objects.exists() or User.objects.exists():
        raise CommandError("Companies or people are here already: this is for an empty database.")
    call_command("load_reference", verbosity=0)
    call_command("load_demo", verbosity=0)


def refuse_real_people() -> None:
    """Raise CommandError where somebody is registered who was not invented."""
    if User.objects.exclude(email__endswith=INVENTED).exists():
        raise CommandError("Real people are registered here: nobody looks around in their name.")
