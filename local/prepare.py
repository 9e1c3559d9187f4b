"""Makes the site ready to run, in one process because starting Django is the slow part.

Run by the supervisor as `python -m local.prepare`, connected as the role that owns the tables. Everything in
it may be done again at every start.
"""

import hashlib
from pathlib import Path

import django
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command

from config import messages


def main() -> None:
    """Bring messages, tables, reference data and static files up to date; fill an empty database."""
    messages.compile_all()  # before Django reads them
    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("load_reference")
    if settings.DEMO:
        call_command("load_demo", verbosity=0)
        call_command("demo_signins")
    collect_static_files()


def collect_static_files() -> None:
    """Collect and compress the static files when one of them is new or has changed."""
    record = Path(settings.STATIC_ROOT) / ".collected"
    fingerprint = static_fingerprint()
    if record.exists() and record.read_text() == fingerprint:
        return
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    record.write_text(fingerprint)


def static_fingerprint() -> str:
    """Changes whenever a static file is added, removed or changed."""
    found = hashlib.sha256()
    for finder in finders.get_finders():
        for path, storage in finder.list([]):
            file = Path(storage.path(path)).stat()
            found.update(f"{path} {file.st_size} {file.st_mtime_ns}\n".encode())
    return found.hexdigest()


if __name__ == "__main__":
    main()
