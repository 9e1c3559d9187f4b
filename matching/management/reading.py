"""What the engine's commands read: files of profiles, and the names of fields."""

from argparse import ArgumentTypeError
from pathlib import Path

from django.core.management.base import CommandError

from matching.engine.evaluation import GradeError, parse_grades
from matching.engine.profiles import FIELDS, ProfileError, ProfileTexts, parse_profiles


def read_profiles(path: Path) -> list[ProfileTexts]:
    """The profiles of a JSONL file. Raises CommandError with the file and line of what is wrong."""
    try:
        with path.open("rb") as lines:
            return list(parse_profiles(lines))
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror}.") from error
    except ProfileError as error:
        raise CommandError(f"{path}, {error}") from error


def read_cases(folder: Path) -> tuple[list[ProfileTexts], dict[str, dict[str, int]]]:
    """The profiles and the grades of a folder. Raises CommandError when either is missing or wrong."""
    paths = sorted(folder.glob("*.jsonl"))
    graded = [path for path in paths if path.name.startswith("relevance")]
    if not graded or len(graded) == len(paths):
        raise CommandError(f"{folder} must hold cases (*.jsonl) and their relevance*.jsonl.")
    profiles = [profile for path in paths if path not in graded for profile in read_profiles(path)]
    grades = {}
    for path in graded:
        try:
            grades.update(parse_grades(path.read_text(encoding="utf-8-sig").split("\n"), path.name))
        except (OSError, UnicodeDecodeError, GradeError) as error:
            raise CommandError(str(error)) from error
    return profiles, grades


def field_names(text: str) -> tuple[str, ...]:
    """A comma-separated list of fields, as an argument of a command."""
    names = tuple(name.strip() for name in text.split(",") if name.strip())
    unknown = [name for name in names if name not in FIELDS]
    if unknown or not names:
        raise ArgumentTypeError(f"choose from {', '.join(FIELDS)}, not {text!r}")
    return names
