"""Work on many rows of which one may be beyond help."""

import logging
from collections.abc import Callable, Iterable
from typing import Any

from django.db import models, transaction

log = logging.getLogger(__name__)


def one_by_one(rows: Iterable[models.Model], step: Callable[[Any], object]) -> None:
    """Do a step for each row; one that fails is logged, undone and tried again next time."""
    for row in rows:
        try:
            with transaction.atomic():
                step(row)
        except Exception:  # whatever is wrong with one must not stop the others
            log.exception("%s %s could not be worked on.", type(row).__name__, row.pk)
