"""PostgreSQL and Valkey for one test session: new, private, fast rather than safe, gone afterwards."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from local.datadir import DataDirectory
from local.postgres import FAST, Postgres
from local.valkey import Valkey

STARTED_HERE = "ENISHI_TEST_SERVERS"

valkey: Valkey | None = None  # this session's own, for drills that stop it


def start() -> None:
    """Start both and put their addresses in the environment, unless somebody already has.

    Any number of sessions may run at once: every path is new and no TCP port is used. The kernel stops the
    servers even when this process is killed. Each process of pytest-xdist is a session of its own: it
    inherits the addresses of the process that shares the tests out, and does not use them.
    """
    global valkey
    os.environ.setdefault("SECRET_KEY", "only-for-tests")
    somebody_has = "DATABASE_URL" in os.environ and "BROKER_URL" in os.environ
    if somebody_has and os.environ.get(STARTED_HERE) != "yes":
        return
    os.environ[STARTED_HERE] = "yes"
    data = DataDirectory(Path(tempfile.mkdtemp(prefix="enishi-tests-")))
    postgres, valkey = Postgres(data, settings=FAST), Valkey(data)
    atexit.register(stop, data, postgres, valkey)
    postgres.start()
    valkey.start()
    os.environ["DATABASE_URL"] = postgres.url("owner")  # who may create the test database
    os.environ["BROKER_URL"] = valkey.url


def stop(data: DataDirectory, postgres: Postgres, valkey: Valkey) -> None:
    """Stop both and remove their data."""
    valkey.server.stop()
    postgres.server.stop()
    shutil.rmtree(data.sockets, ignore_errors=True)
    shutil.rmtree(data.root, ignore_errors=True)
