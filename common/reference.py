"""Two registries of loaders: what every installation needs, and what only a demo shows.

Each app registers its own loaders when it starts; lower layers register, and so load, first.
"""

from collections.abc import Callable

Loader = Callable[[], None]
_layers = ["common", "mail", "accounts", "startups", "events", "cooperation", "matching"]
_reference: list[Loader] = []
_demo: list[Loader] = []


def reference_data(loader: Loader) -> Loader:
    """Register a loader of reference data; it must be safe to run again."""
    _reference.append(loader)
    return loader


def demo_data(loader: Loader) -> Loader:
    """Register a loader of demo data; it must be safe to run again."""
    _demo.append(loader)
    return loader


def load_reference() -> None:
    """Run every reference loader, lowest layer first."""
    _run(_reference)


def load_demo() -> None:
    """Run every demo loader, lowest layer first."""
    _run(_demo)


def _run(loaders: list[Loader]) -> None:
    for loader in sorted(loaders, key=lambda each: _layers.index(each.__module__.partition(".")[0])):
        loader()
