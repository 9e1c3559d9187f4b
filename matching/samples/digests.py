"""An invented digest for the samples of letters; its links lead nowhere."""

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from events.meetings.wording import name_of
from matching.desk import queues
from matching.desk.queues import Figures, Row
from matching.digests import desk, plain, writing
from matching.digests.items import Action, Content, Fact, Item, Part, Section
from startups.models import Company


def facts(language: str, *, other: Company, gives: list[str], gets: list[str]) -> dict:
    """What both digests name: one suggestion and one interest, and one queue of the desk."""
    with translation.override(language):
        nowhere = settings.SITE_URL.rstrip("/") + "/"
        content = Content(
            {
                Section.SUGGESTIONS: (_suggestion(language, other, gives, gets, nowhere),),
                Section.WAITING: (_interest(language, other, nowhere),),
            }
        )
        links = [(_("Choose how often it comes"), nowhere), (_("Stop this digest"), nowhere)]
        row = Row(queues.QUEUES[0], Figures(count=3, overdue=1))
        return {
            "digest": content,
            "items": plain.as_text(content),
            "queues": desk.as_text([(row, nowhere)]),
            "footer": writing.footer_text(links),
            "fragments": _fragments(content, [(row, nowhere)], links),
            "waiting": row.figures.count,
            "overdue": row.figures.overdue,
        }


def _fragments(content: Content, lines: list, links: list) -> dict[str, dict]:
    """What the HTML of each digest says in the places that its text fills otherwise."""
    footer = {writing.FOOTER: writing.footer_fragment(links)}
    items = render_to_string("mail/_digest_items.html", {"digest": content})
    queues_waiting = render_to_string("mail/_desk_items.html", {"lines": lines})
    return {
        "digest_suggestions": {writing.ITEMS: items} | footer,
        "digest_desk": {writing.ITEMS: queues_waiting} | footer,
    }


def _suggestion(language: str, other: Company, gives: list[str], gets: list[str], url: str) -> Item:
    return Item(
        key="sample",
        as_of="",
        title=name_of(other, language),
        about=_("%(city)s, %(country)s") % {"city": other.city, "country": other.get_country_display()},
        side=other.country,
        facts=(
            Fact(_("What you give"), (Part(", ".join(gives)),)),
            Fact(_("What you get"), (Part(", ".join(gets)),)),
        ),
        actions=(Action(_("Interested"), url, is_main=True), Action(_("Not now"), url)),
        weight=1,
    )


def _interest(language: str, other: Company, url: str) -> Item:
    title = _("%(company)s would like to meet you") % {"company": name_of(other, language)}
    return Item(key="sample", as_of="", title=title, actions=(Action(_("Read and answer"), url),))
