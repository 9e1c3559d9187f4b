"""`common.dates` in every template: its dates in the place of Django's, and spans of days."""

from django import template

from common import dates

register = template.Library()


@register.filter("date", expects_localtime=True, is_safe=False)
def date(value, form: str = "DATE_FORMAT") -> str:
    """A date in one of the forms of config/formats, or in one of Django's letters."""
    return dates.written(value, form)


@register.filter
def until(starts, ends) -> str:
    """The days from one date to another."""
    return dates.span(starts, ends)
