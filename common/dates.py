"""Dates as the reader's language writes them: one form on pages, in letters and in messages.

The forms are in config/formats: DATE_FORMAT has the weekday, SHORT_DATE_FORMAT has not.
"""

import re
from datetime import date, datetime

from django.template import defaultfilters
from django.utils import timezone
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

MONTHS = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
FIRST_IN_FRENCH = re.compile(rf"\b1 (?=(?:{MONTHS})\b)")


def written(moment: date | None, form: str = "DATE_FORMAT") -> str:
    """A date, or an instant as its own zone has it, in a named form or in one of Django's letters.

    French writes the first of a month « 1er décembre », for which Django has no letter.
    """
    text = defaultfilters.date(moment, form)
    return FIRST_IN_FRENCH.sub("1er ", text) if get_language() == "fr" else text


def day(moment: datetime) -> str:
    """An instant's day where the reader lives, with its weekday."""
    return written(timezone.localtime(moment))


def span(starts: date, ends: date) -> str:
    """From one day to another; the month and the year that both share are written once."""
    if starts == ends:
        return written(ends)
    is_same_year = starts.year == ends.year
    is_same_month = is_same_year and starts.month == ends.month
    if get_language() == "ja":
        form = "j日(D)" if is_same_month else "n月j日(D)" if is_same_year else "DATE_FORMAT"
        return f"{written(starts)}～{written(ends, form)}"
    first = written(starts)
    if is_same_year:
        first = first.removesuffix(written(starts, " F Y" if is_same_month else " Y"))
    return f"{first}\N{NO-BREAK SPACE}– {written(ends)}"


def quarter(year: int, number: int) -> str:
    """A quarter of a year by its name."""
    return _("Q%(number)s %(year)s") % {"number": number, "year": year}


def quarter_above_year(year: int, number: int) -> tuple[str, str]:
    """The same in two parts, for the foot of a chart."""
    return _("Q%(number)s") % {"number": number}, pgettext("a year", "%(year)s") % {"year": year}
