"""`python -m tests.drills --only mail --scale 0.1`: a line per promise; exit code 1 if one was broken."""

import argparse
import logging
import os
import sys


def main() -> int:
    """Run the parts asked for on servers and a database of their own."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    # Servers that somebody else runs are not ours to freeze.
    for address in ("DATABASE_URL", "BROKER_URL"):
        os.environ.pop(address, None)
    os.environ.setdefault("LOG_LEVEL", "ERROR")

    import django  # noqa: PLC0415 -- the environment comes first

    django.setup()
    from django.test.utils import setup_databases, teardown_databases  # noqa: PLC0415 -- app ready

    from tests.drills.parts import PARTS  # noqa: PLC0415 -- app ready

    asked = arguments(sorted(PARTS))
    logging.getLogger("mail.log").setLevel(logging.ERROR)  # the relay's
    database = setup_databases(verbosity=0, interactive=False)
    try:
        kept = [run(part, PARTS[part], asked.scale) for part in asked.only or PARTS]
    finally:
        teardown_databases(database, verbosity=0)
    return 0 if all(kept) else 1


def arguments(parts: list[str]) -> argparse.Namespace:
    """What was asked for; an empty value, as make passes it, means everything."""
    parser = argparse.ArgumentParser(prog="make drill", description=__doc__)
    parser.add_argument("--only", type=lambda text: [text] if text else [], default=[])
    parser.add_argument("--scale", type=lambda text: float(text or 1), default=1.0)
    asked = parser.parse_args()
    if unknown := set(asked.only) - set(parts):
        parser.error(f"no part is called {unknown.pop()}; there are: {', '.join(parts)}")
    if not 0 < asked.scale <= 1:
        parser.error("the scale is more than 0 and at most 1")
    return asked


def run(name: str, part, scale: float) -> bool:
    """Run one part, print its results as they come, and say whether every promise was kept."""
    print(f"{name}, scale {scale:g}", flush=True)
    kept = True
    for result in part(scale):
        print(result, flush=True)
        kept = kept and result.is_kept
    return kept


if __name__ == "__main__":
    sys.exit(main())
