"""Reads table.txt: per address and role, what GET and POST answer."""

from dataclasses import dataclass
from pathlib import Path

from django.urls import URLPattern, URLResolver, get_resolver, reverse

TEXT = (Path(__file__).parent / "table.txt").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Row:
    """One address: what of the world stands in it, and the answers to (GET, POST) of each role."""

    name: str
    argument: str
    answers: dict[str, tuple[int, int]]

    def path(self, world) -> str:
        """The address in this world."""
        name = "admin:index" if self.name == "admin" else self.name
        return reverse(name, args=[] if self.argument == "-" else world[self.argument])


def read(text: str) -> list[Row]:
    """The rows under the head, whose first two columns are the name and the argument."""
    head, *lines = [line.split() for line in text.splitlines() if line and not line.startswith("#")]
    roles = head[2:]
    return [
        Row(name, argument, {role: pair(cell) for role, cell in zip(roles, cells, strict=True)})
        for name, argument, *cells in lines
    ]


def pair(cell: str) -> tuple[int, int]:
    """`200/405` as two numbers."""
    get, post = cell.split("/")
    return int(get), int(post)


def names_of_site(resolver=None, prefix="") -> set[str]:
    """The name of every address of the site, the Django admin's as one."""
    found = set()
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLPattern):
            found.add(prefix + (entry.name or str(entry.pattern)))
        elif isinstance(entry, URLResolver) and entry.app_name == "admin":
            found.add("admin")
        else:
            found |= names_of_site(entry, prefix + (f"{entry.namespace}:" if entry.namespace else ""))
    return found


ROWS = read(TEXT)
