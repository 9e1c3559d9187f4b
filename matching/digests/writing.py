"""Writing a digest: one mail in the reader's language, plain text and HTML."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from mail import html, letters
from mail.subscription import Kind
from mail.subscriptions import unsubscribe_url
from matching.digests import plain
from matching.digests.items import Content, Item, Reader
from matching.life.letters import address

ITEMS, FOOTER = "\ue000", "\ue001"  # where the text and the HTML put what they say each in its own way


@dataclass(frozen=True)
class Written:
    """A digest as it is sent and as the preview shows it."""

    subject: str
    text: str
    html: str
    told: tuple[Item, ...] = ()  # what must not be told again soon


def write(reader: Reader, content: Content) -> Written:
    """The digest of one reader, in their language and time zone."""
    user = reader.user
    facts = {"digest": content, "own": reader.company, "items": ITEMS, "footer": FOOTER}
    subject, body = letters.written("digest_suggestions", user.language, user=user, **facts)
    with translation.override(user.language), timezone.override(user.zone):
        links = footer_links(reader, Kind.SUGGESTIONS)
        text = {ITEMS: plain.as_text(content), FOOTER: footer_text(links)}
        fragments = {
            ITEMS: render_to_string("mail/_digest_items.html", {"digest": content}),
            FOOTER: footer_fragment(links),
        }
    document = html.from_text(subject, body, user.language, fragments)
    return Written(subject, filled(body, text), document, tuple(content.items))


def message(reader: Reader, written: Written, kind: Kind) -> EmailMultiAlternatives:
    """The mail, with what a mail program needs to offer "unsubscribe" by itself (RFC 8058)."""
    user = reader.user
    headers = letters.headers(user.language) | list_headers(user, kind)
    made = EmailMultiAlternatives(
        written.subject, written.text, settings.DEFAULT_FROM_EMAIL, [user.email], headers=headers
    )
    made.attach_alternative(written.html, "text/html")
    return made


def list_headers(user, kind: Kind) -> dict[str, str]:
    """The headers of mail that comes regularly."""
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    return {
        "List-Id": f"Enishi <{kind}.{host}>",
        "List-Unsubscribe": f"<{unsubscribe_url(user, kind)}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def footer_links(reader: Reader, kind: Kind) -> list[tuple[str, str]]:
    """Where one changes how often the digest comes, and stops it."""
    stop = "#" if reader.is_preview else unsubscribe_url(reader.user, kind)
    page = "#" if reader.is_preview else address(reverse("matching:digest"))
    return [(_("Choose how often it comes"), page), (_("Stop this digest"), stop)]


def footer_text(links: list[tuple[str, str]]) -> str:
    """The same as plain text."""
    return "\n".join(_("%(label)s: %(text)s") % {"label": label, "text": url} for label, url in links)


def footer_fragment(links: list[tuple[str, str]]) -> SafeString:
    """The same as HTML."""
    return render_to_string("mail/_digest_footer.html", {"links": links})


def filled(body: str, parts: dict[str, str]) -> str:
    """The text with its parts in their places."""
    for mark, part in parts.items():
        body = body.replace(mark, part)
    return body
