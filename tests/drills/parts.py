"""The parts of the drill. A part is a function: given a scale (1 is the whole drill), it yields results."""

from collections.abc import Callable, Iterator

from tests.drills import broker, digests, mail, review
from tests.drills.results import Result

PARTS: dict[str, Callable[[float], Iterator[Result]]] = {
    "broker": broker.drill,
    "digests": digests.drill,
    "mail": mail.drill,
    "review": review.drill,
}
