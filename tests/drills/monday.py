"""A Celery worker for which it is the time in DRILL_NOW, and which only writes digests: for their drill."""

import os
import sys
from datetime import datetime
from types import SimpleNamespace


def main() -> None:
    """Start Celery with another clock for the digests, and without sending."""
    import django  # noqa: PLC0415 -- only as a program

    django.setup()
    from celery.bin.celery import main as celery  # noqa: PLC0415 -- only as a program

    from mail import sending  # noqa: PLC0415 -- app ready
    from matching import tasks  # noqa: PLC0415 -- app ready

    now = datetime.fromisoformat(os.environ["DRILL_NOW"])
    tasks.timezone = SimpleNamespace(now=lambda: now)
    sending.send_due = lambda *args: None
    sys.exit(celery())


if __name__ == "__main__":
    main()
