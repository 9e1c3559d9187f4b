"""The command line: `python -m local [run | servers | manage ...]`."""

import io
import os
import signal
import sys
import time
from pathlib import Path
from typing import NoReturn

from local import programs
from local.datadir import DataDirectory
from local.processes import StackError
from local.stack import Servers, Stack

USAGE = """usage: python -m local [COMMAND]

  run              the whole stack until Ctrl-C (the default)
  servers          PostgreSQL and Valkey only, until Ctrl-C
  manage ARGS...   one manage.py command on this data, whether the stack runs or not
  during ARGS...   the whole stack for as long as one manage.py command takes

PORT (8000) and ENISHI_DATA (var/) say where."""


def main(arguments: list[str]) -> int:
    """Do what the command line asks and return the exit code."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(line_buffering=True)  # also when it goes to a file
    command, *rest = arguments or ["run"]
    for signal_number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(signal_number, leave)
    try:
        data, port = DataDirectory(data_path()), read_port()
        if command == "manage":
            return manage(data, port, rest)
        if command == "during":
            return during(Stack(data, port), rest)
        if command not in ("run", "servers") or rest:
            print(USAGE)
            return 2
        serve(Stack(data, port) if command == "run" else Servers(data, port))
    except StackError as error:
        print(error, file=sys.stderr)
        return 1


def leave(signal_number: int, frame: object) -> None:
    """Unwind to the place that stops everything; from here on further signals change nothing."""
    for other in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(other, signal.SIG_IGN)
    raise SystemExit(0)


def serve(stack: Servers) -> NoReturn:
    """Run until a signal comes, then stop everything in order."""
    with stack.data.locked():
        began = time.monotonic()
        print("Enishi is starting. The first time takes longer.")
        try:
            stack.start()
            print(f"Ready after {time.monotonic() - began:.0f} s.\n{welcome(stack)}")
            stack.start_background()
            stack.watch()
        finally:
            print("\nStopping.")
            stack.stop()
            print("Stopped.")


def welcome(stack: Servers) -> str:
    """What the person at the terminal wants to know now."""
    settings = stack.settings("app")
    if not isinstance(stack, Stack):
        return f"DATABASE_URL={settings['DATABASE_URL']}\nBROKER_URL={settings['BROKER_URL']}"
    address = f"\n  {settings['SITE_URL']}\n\n{stack.announcement}"
    return f"{address}\nLogs are in {stack.data.log}. Ctrl-C stops everything."


def manage(data: DataDirectory, port: int, arguments: list[str]) -> int:
    """Run a manage.py command, with servers of its own when none are running."""
    role = "owner" if arguments and arguments[0] in programs.OWNER_COMMANDS else "app"
    servers = Servers(data, port)
    if data.is_in_use():
        return programs.manage(arguments, servers.settings(role))
    with data.locked():
        try:
            servers.start()
            return programs.manage(arguments, servers.settings(role))
        finally:
            servers.stop()


def during(stack: Stack, arguments: list[str]) -> int:
    """Run a manage.py command while the whole stack runs."""
    with stack.data.locked():
        try:
            stack.start()
            stack.start_background()
            return programs.manage(arguments, stack.settings("app"))
        finally:
            stack.stop()


def data_path() -> Path:
    """The data directory: ENISHI_DATA, or `var` in the project."""
    return Path(os.environ.get("ENISHI_DATA") or programs.PROJECT / "var")


def read_port() -> int:
    """The web server's port. Raises StackError when PORT is not one."""
    text = os.environ.get("PORT") or "8000"
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 65536):
        raise StackError(f"PORT must be a number between 1 and 65535, not {text!r}.")
    return int(text)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
