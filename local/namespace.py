"""How PostgreSQL, which refuses to run as root, is started when the supervisor is root."""

import ctypes
import os
import stat
import subprocess
import sys
from pathlib import Path

from local.processes import StackError, libc

DIRECT = "direct"  # not root: nothing to do
NAMESPACE = "namespace"  # root, mapped to an ordinary user in a user namespace; files stay root's
UNPRIVILEGED = "unprivileged"  # root, changed to `nobody`, who must be able to reach data and programs

CLONE_NEWUSER = 0x10000000
INNER_USER = 1000
NOBODY = 65534


def choose_mode(record: Path, *needed: Path) -> str:
    """The mode kept in `record`, or the first that works here. `needed`: directories `nobody` must enter."""
    if os.geteuid() != 0:
        return DIRECT
    if record.exists():
        return record.read_text().strip()
    if namespaces_work():
        return NAMESPACE
    unreachable = [path for path in needed if not is_reachable(path)]
    if unreachable:
        raise StackError(
            "PostgreSQL does not run as root, this machine allows no user namespaces, and the user "
            f"'nobody' cannot reach {unreachable[0]}.\nRun this as an ordinary user, or set ENISHI_DATA "
            "to a directory that everybody may enter (and keep the project in one)."
        )
    return UNPRIVILEGED


def enter(mode: str) -> None:
    """Become the user that PostgreSQL accepts. Runs in the child, between fork and exec."""
    if mode == NAMESPACE:
        enter_namespace()
    elif mode == UNPRIVILEGED:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)


def enter_namespace() -> None:
    """Move to a new user namespace in which root is an ordinary user."""
    if libc.unshare(CLONE_NEWUSER):
        raise OSError(ctypes.get_errno(), "unshare")
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{INNER_USER} 0 1")
    Path("/proc/self/gid_map").write_text(f"{INNER_USER} 0 1")


def namespaces_work() -> bool:
    """Whether a child process can enter a user namespace here (containers often forbid it)."""
    if sys.platform != "linux":
        return False
    try:
        subprocess.run(["/bin/true"], preexec_fn=enter_namespace, check=True)
    except (OSError, subprocess.SubprocessError):
        return False
    return True


def is_reachable(path: Path) -> bool:
    """Whether everybody may enter the directory and every one above it."""
    directory = path.resolve()
    return all(step.stat().st_mode & stat.S_IXOTH for step in (directory, *directory.parents))


def hand_over(path: Path, mode: str) -> None:
    """Give a directory to the user that PostgreSQL runs as."""
    if mode == UNPRIVILEGED:
        os.chown(path, NOBODY, NOBODY)
