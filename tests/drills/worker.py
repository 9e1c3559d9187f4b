"""A Celery worker that kills itself at a fault point: `python -m tests.drills.worker` instead of celery.

DRILL_DIE_AT is one of POINTS; DRILL_DEATHS is a file that gets a byte per death, DRILL_MOST_DEATHS their
number; DRILL_FLAW is one of FLAWS, to see that the drill notices it. Production code knows nothing of this:
its functions are wrapped here, in this process.
"""

import os
import random
import signal
import sys
from email.utils import make_msgid
from functools import wraps
from pathlib import Path

# Where in claim, send and mark it dies: before or after which call.
POINTS = {
    "before the claim is committed": ("select", "after"),
    "between claim and send": ("send", "before"),
    "between send and mark": ("mark", "before"),
    "after the mark": ("mark", "after"),
}
# Mistakes, where the worker has to die for them to show, and the promise that they break.
FLAWS = {
    "mark, then send": ("after the mark", "lost"),
    "a new Message-ID per attempt": ("between send and mark", "twice"),
}
ODDS = 1 / 8  # a death in eight calls


def main() -> None:
    """Start Celery with the fault point in place."""
    import django  # noqa: PLC0415 -- only as a program

    django.setup()
    from celery.bin.celery import main as celery  # noqa: PLC0415 -- only as a program
    from django.db.models import QuerySet  # noqa: PLC0415 -- only as a program

    from mail import sending  # noqa: PLC0415 -- app ready

    plant(sending, os.environ.get("DRILL_FLAW"))
    step, moment = POINTS[os.environ["DRILL_DIE_AT"]]
    owners = {"select": (QuerySet, "select_for_update"), "send": (sending, "send"), "mark": (sending, "mark")}
    owner, name = owners[step]
    setattr(owner, name, deadly(getattr(owner, name), moment))
    sys.exit(celery())


def plant(sending, flaw: str | None) -> None:
    """Put a well-known mistake in the place of the real thing."""
    write = sending._message

    def hasty(email, line):
        sending.mark(email, sending.State.SENT)
        line.send(write(email))
        return True

    def renamed(email):
        message = write(email)
        message.extra_headers["Message-ID"] = make_msgid()
        return message

    if flaw == "mark, then send":
        sending.send = hasty
    elif flaw == "a new Message-ID per attempt":
        sending._message = renamed


def deadly(function, moment: str):
    """The function, before or after which the process may die."""

    @wraps(function)
    def wrapped(*args, **kwargs):
        if moment == "before":
            perhaps_die()
        answer = function(*args, **kwargs)
        if moment == "after":
            perhaps_die()
        return answer

    return wrapped


def perhaps_die() -> None:
    """End this process as the kernel does when memory runs out, unless it has happened often enough."""
    deaths = Path(os.environ["DRILL_DEATHS"])
    if random.SystemRandom().random() > ODDS or deaths.stat().st_size >= int(os.environ["DRILL_MOST_DEATHS"]):
        return
    with deaths.open("ab", buffering=0) as file:
        file.write(b"x")
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    main()
