"""Who may join a mission: rules as data, facts of a company, and each rule that is not met with its figures.

Pure: plain values in, plain values out, so that what is stored can be read in any language later.

A rule book is a dict with any of these keys; a missing or empty one asks for nothing:
`oldest_years` (int): at most so many full years since the founding, on the day of the deadline;
`stages`, `head_counts` (codes): one of these;
`fields`, `technologies`, `labels` (codes): at least one of these;
`prototype` (bool): something that can be shown.
"""

from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

ONE_OF = ("stages", "head_counts")
ANY_OF = ("fields", "technologies", "labels")
RULES = ("oldest_years", *ONE_OF, *ANY_OF, "prototype")
WITHOUT_PROTOTYPE = "idea"  # the one stage at which there is nothing to show


@dataclass(frozen=True)
class Facts:
    """What the rules look at: the founding, and codes of the profile; labels are confirmed ones only."""

    founded_on: date | None
    stage: str
    head_count: str
    fields: list[str] = field(default_factory=list)
    technologies: list[str] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    is_published: bool = True


@dataclass(frozen=True)
class Failure:
    """A rule that is not met: its name, what is wanted and what was found."""

    rule: str
    wanted: Any
    found: Any

    def as_data(self) -> dict[str, Any]:
        """The failure as it is stored."""
        return asdict(self)


def failures(rules: dict[str, Any], facts: Facts, on: date) -> list[Failure]:
    """Every rule of the book that the facts do not meet on that day, in the order of RULES."""
    found = [] if facts.is_published else [Failure("published", True, False)]
    found += _age(rules.get("oldest_years"), facts.founded_on, on)
    for rule, value in zip(ONE_OF, (facts.stage, facts.head_count), strict=True):
        wanted = list(rules.get(rule) or [])
        if wanted and value not in wanted:
            found.append(Failure(rule, wanted, value))
    for rule in ANY_OF:
        wanted, own = list(rules.get(rule) or []), list(getattr(facts, rule))
        if wanted and not set(wanted) & set(own):
            found.append(Failure(rule, wanted, own))
    if rules.get("prototype") and facts.stage == WITHOUT_PROTOTYPE:
        found.append(Failure("prototype", True, False))
    return found


def full_years(since: date, on: date) -> int:
    """How many birthdays have passed; who was founded on 29 February has theirs on 1 March."""
    return on.year - since.year - ((on.month, on.day) < (since.month, since.day))


def _age(oldest: int | None, founded_on: date | None, on: date) -> list[Failure]:
    if oldest is None:
        return []
    if founded_on is None:
        return [Failure("oldest_years", oldest, None)]
    years = full_years(founded_on, on)
    return [Failure("oldest_years", oldest, years)] if years > oldest else []
