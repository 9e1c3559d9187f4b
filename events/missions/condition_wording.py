"""Conditions of missions in words: what is asked, and what is not met with its figures."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from startups.models import Company, Field, Programme, Technology

NOTHING = gettext_lazy("none")


def conditions(rules: dict[str, Any]) -> list[str]:
    """Every condition of a rule book, in the reader's language."""
    return [_condition(rule, rules[rule]) for rule in ASKED if rules.get(rule)]


def failure(found: dict[str, Any]) -> str:
    """One condition that is not met: what is asked and what was found."""
    rule, wanted, own = found["rule"], found["wanted"], found["found"]
    if rule == "published":
        return _("The profile must be published; it is not.")
    said = {"condition": _condition(rule, wanted), "found": _found(rule, own)}
    return _("%(condition)s You: %(found)s.") % said


def _condition(rule: str, wanted: Any) -> str:
    if rule == "oldest_years":
        text = ngettext(
            "Founded at most %(years)s year before the deadline.",
            "Founded at most %(years)s years before the deadline.",
            wanted,
        )
        return text % {"years": wanted}
    return str(ASKED[rule]) % {"list": _names(rule, wanted)}


def _found(rule: str, own: Any) -> str:
    if rule == "oldest_years":
        if own is None:
            return _("no founding date")
        return ngettext("%(years)s year", "%(years)s years", own) % {"years": own}
    if rule == "prototype":
        return _("at the stage of an idea")
    return _names(rule, own) or str(NOTHING)


def _names(rule: str, codes: Any) -> str:
    if rule == "prototype":
        return ""
    codes = [codes] if isinstance(codes, str) else codes
    return _(", ").join(str(NAMES[rule](code)) for code in codes)


def _programme(slug: str) -> str:
    return Programme.objects.filter(slug=slug).values_list("name", flat=True).first() or slug


NAMES = {
    "stages": lambda code: Company.Stage(code).label,
    "head_counts": lambda code: Company.HeadCount(code).label,
    "fields": lambda code: Field(code).label,
    "technologies": lambda code: Technology(code).label,
    "labels": _programme,
}
ASKED = {
    "oldest_years": "",
    "stages": gettext_lazy("Stage: %(list)s."),
    "head_counts": gettext_lazy("Head-count: %(list)s."),
    "fields": gettext_lazy("Active in one of these fields: %(list)s."),
    "technologies": gettext_lazy("Uses one of these technologies: %(list)s."),
    "labels": gettext_lazy("Holds one of these labels, confirmed: %(list)s."),
    "prototype": gettext_lazy("Has at least a prototype to show."),
}
