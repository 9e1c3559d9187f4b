"""People who send forms to a running web server, several at the same instant."""

import http.client
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.test import Client

from accounts.models import User
from local import programs
from tests import running
from tests.drills import stations

TOKEN = "d" * 32  # the form's token, equal in cookie and header
NOWHERE = "smtp://127.0.0.1:9"  # no mail is sent in these drills


@dataclass(frozen=True)
class Answer:
    """What the server said."""

    status: int
    text: str


class Visitor:
    """Somebody signed in, with the cookies of a browser."""

    def __init__(self, person: User, port: int) -> None:
        client = Client()
        client.force_login(person)
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        cookies = {settings.SESSION_COOKIE_NAME: session, settings.CSRF_COOKIE_NAME: TOKEN}
        self.port = port
        self.headers = {
            "Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()),
            "X-CSRFToken": TOKEN,
            "Content-Type": "application/x-www-form-urlencoded",
        }

    def post(self, path: str, data: Sequence[tuple[str, str]]) -> Answer:
        """Send a form."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request("POST", path, urlencode(data), self.headers)
            answer = connection.getresponse()
            return Answer(answer.status, answer.read().decode())
        finally:
            connection.close()


@contextmanager
def web_server(**changes: str) -> Iterator[int]:
    """The web server as `make run` starts it, on the database of the drill; yields its port."""
    port = running.free_port()
    with stations.data_directory() as data:
        given = running.environment(NOWHERE) | {"STATIC_ROOT": str(data.root / "static")} | changes
        collect = [sys.executable, "manage.py", "collectstatic", "--no-input", "--verbosity", "0"]
        subprocess.run(collect, cwd=running.PROJECT, env=given, check=True)
        with stations.alive(programs.web(data, given, port)) as web:
            running.eventually(
                lambda: "Booting worker" in web.log.read_text(), "the web server did not start"
            )
            yield port


def at_once(visitors: Sequence[Visitor], path_of, data) -> list[Answer]:
    """What each of them gets when all send at the same instant; `path_of` gives each one's address."""
    start = threading.Barrier(len(visitors))

    def send(visitor: Visitor) -> Answer:
        start.wait()
        return visitor.post(path_of(visitor), data)

    with ThreadPoolExecutor(len(visitors)) as pool:
        return list(pool.map(send, visitors))
