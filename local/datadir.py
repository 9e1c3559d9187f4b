"""The data directory: where everything of one local stack is kept, and who may use it."""

import contextlib
import fcntl
import hashlib
import os
import re
import secrets
import tempfile
from collections.abc import Iterator
from pathlib import Path

from local.processes import StackError

SOCKET_PATH_LIMIT = 107  # bytes, the kernel's limit for a Unix socket
LONGEST_SOCKET = "pg/.s.PGSQL.5432"
LONGEST_RUNTIME = 50  # bytes; the rest is for our name and the socket's


class DataDirectory:
    """Paths below one directory, which is created when missing."""

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()
        make_directory(self.root, 0o711)  # `nobody` may have to pass through to its own directory
        self.log = self.root / "log"
        self.mail = self.root / "mail"
        self.postgres = self.root / "postgres"
        self.mode = self.root / "postgres.mode"
        self.sockets = socket_directory(self.root)
        for private in (self.log, self.mail):
            make_directory(private, 0o700)

    @property
    def postgres_socket(self) -> Path:
        """The directory of PostgreSQL's socket."""
        return self.sockets / "pg"

    @property
    def valkey_socket(self) -> Path:
        """The socket of Valkey."""
        return self.sockets / "valkey.sock"

    def secret_key(self) -> str:
        """The stack's own key, made once and readable by its owner only."""
        path = self.root / "secret_key"
        if not path.exists():
            path.touch(mode=0o600)
            path.write_text(secrets.token_urlsafe(50))
        return path.read_text()

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the data directory. Raises StackError when another supervisor holds it."""
        with (self.root / "lock").open("a+") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                lock.seek(0)
                raise StackError(
                    f"Enishi already runs on {self.root} (process {lock.read().strip()}).\n"
                    "Use that one, stop it with Ctrl-C in its terminal, or choose another ENISHI_DATA."
                ) from None
            lock.truncate(0)
            lock.write(str(os.getpid()))
            lock.flush()
            yield

    def is_in_use(self) -> bool:
        """Whether a supervisor runs on this directory now."""
        try:
            with self.locked():
                return False
        except StackError:
            return True


def make_directory(path: Path, permissions: int) -> None:
    """Make the directory with exactly these permissions, or say why it cannot be."""
    try:
        path.mkdir(parents=True, exist_ok=True)
        path.chmod(permissions)
    except OSError as error:
        raise StackError(
            f"The directory {path} cannot be used: {error.strerror}.\n"
            "Start as the user who owns it, or set ENISHI_DATA to a directory of your own."
        ) from None


def runtime_directory() -> Path:
    """The session's directory for sockets, when it is short enough for one of ours, else the system's."""
    system = "/run" if os.geteuid() == 0 else tempfile.gettempdir()
    session = os.environ.get("XDG_RUNTIME_DIR") or system
    return Path(session if len(os.fsencode(session)) <= LONGEST_RUNTIME else system)


def socket_directory(root: Path) -> Path:
    """A directory for Unix sockets: below `root`, or a short one when that path is long or unusual."""
    inside = root / "run"
    # The path becomes part of two URLs, so only plain characters are let through.
    is_plain = re.fullmatch(r"[\w./-]+", str(inside), re.ASCII)
    if is_plain and len(str(inside / LONGEST_SOCKET)) <= SOCKET_PATH_LIMIT:
        make_directory(inside, 0o711)
        return inside
    name = hashlib.sha256(os.fsencode(root)).hexdigest()[:16]
    outside = runtime_directory() / f"enishi-{os.geteuid()}-{name}"
    make_directory(outside, 0o711)
    if outside.stat().st_uid != os.geteuid():
        raise StackError(f"{outside} belongs to somebody else. Remove it, or choose a shorter ENISHI_DATA.")
    return outside
