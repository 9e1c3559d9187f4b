"""The digest of officers: what waits on the desk, overdue work first."""

from collections.abc import Callable

from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from common.dates import written
from mail import html, letters
from mail.subscription import Kind
from matching.desk import queues
from matching.desk.queues import Row
from matching.digests import plain
from matching.digests.items import Reader
from matching.digests.writing import (
    FOOTER,
    ITEMS,
    Written,
    filled,
    footer_fragment,
    footer_links,
    footer_text,
)
from matching.life.letters import address

# Parts of "all of my country", which the subject must not count twice.
PARTS = (queues.own_halves, queues.halves_of_the_absent)


def writer(readers: list[Reader]) -> Callable[[Reader], Written | None]:
    """Write one officer's digest at a time: an agency has tens of officers, and each has other queues."""

    def written(reader: Reader) -> Written | None:
        with translation.override(reader.user.language), timezone.override(reader.user.zone):
            rows = waiting(reader.user)
        return write(reader, rows) if rows else None

    return written


def waiting(officer: User) -> list[Row]:
    """The queues of the desk in which something waits for `officer`, overdue ones first."""
    return [row for row in queues.rows(officer) if row.figures.count]


def write(reader: Reader, rows: list[Row]) -> Written:
    """The digest of one officer, in their language and time zone."""
    user = reader.user
    counted = [row.figures for row in rows if row.queue.figures not in PARTS]
    facts = {
        "waiting": sum(figures.count for figures in counted),
        "overdue": sum(figures.overdue for figures in counted),
        "queues": ITEMS,
        "footer": FOOTER,
    }
    subject, body = letters.written("digest_desk", user.language, user=user, **facts)
    with translation.override(user.language), timezone.override(user.zone):
        lines = [(row, "#" if reader.is_preview else address(row.queue.url)) for row in rows]
        links = footer_links(reader, Kind.DESK)
        text = {ITEMS: as_text(lines), FOOTER: footer_text(links)}
        fragments = {
            ITEMS: render_to_string("mail/_desk_items.html", {"lines": lines}),
            FOOTER: footer_fragment(links),
        }
    return Written(subject, filled(body, text), html.from_text(subject, body, user.language, fragments))


def as_text(lines: list[tuple[Row, str]]) -> str:
    """The queues as plain text."""
    blocks = [plain.heading(_("On your desk"))]
    blocks += [f"{row.queue.title}\n{figures_of(row)}\n{url}" for row, url in lines]
    return "\n\n".join(blocks)


def figures_of(row: Row) -> str:
    """How much waits in a queue, how much of it is overdue, and the next day that counts."""
    figures = row.figures
    said = [ngettext("%(number)s waiting", "%(number)s waiting", figures.count) % {"number": figures.count}]
    if figures.overdue:
        late = ngettext("%(number)s overdue", "%(number)s overdue", figures.overdue)
        said.append(late % {"number": figures.overdue})
    if figures.due_on:
        said.append(_("next due %(day)s") % {"day": written(figures.due_on)})
    elif figures.since:
        said.append(_("waiting since %(day)s") % {"day": written(figures.since, "SHORT_DATE_FORMAT")})
    return " · ".join(said)
