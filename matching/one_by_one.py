"""Work on many companies of which one may be beyond help."""

import logging
from collections.abc import Callable, Iterable

from django.db import transaction

from startups.models import Company

log = logging.getLogger(__name__)


def one_by_one(companies: Iterable[Company], step: Callable[[Company], object]) -> None:
    """Do a step for each company; one that fails is logged, undone and tried again next time."""
    for company in companies:
        try:
            with transaction.atomic():
                step(company)
        except Exception:  # whatever is wrong with one must not stop the others
            log.exception("Company %s could not be worked on.", company.pk)
