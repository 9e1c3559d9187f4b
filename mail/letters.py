"""Letters: mails written in the recipient's language, from one template per language."""

import re

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template import Context
from django.template.loader import get_template
from django.utils import timezone, translation

from mail import html, outbox
from mail.models import OutgoingEmail

BLANKS = re.compile(r"[^\S\N{NO-BREAK SPACE}]+")


def send_letter(user, name: str, *, attachments=(), **context) -> OutgoingEmail:
    """Queue the letter `mail/<name>.<language>.txt` to `user`, in their language and time zone."""
    return send_letter_to(user.email, user.language, name, user=user, attachments=attachments, **context)


def send_letter_to(
    address: str, language: str, name: str, *, user=None, attachments=(), **context
) -> OutgoingEmail:
    """Queue a letter to an address, of which perhaps no account is known.

    The template's first line is the subject. Each attachment is a text: (name, content, media type).
    """
    subject, body = written(name, language, address=address, user=user, **context)
    message = EmailMultiAlternatives(
        subject,
        body,
        settings.DEFAULT_FROM_EMAIL,
        [address],
        headers=headers(language),
        attachments=attachments,
    )
    message.attach_alternative(html.from_text(subject, body, language), "text/html")
    return outbox.put(message, user=user, kind=name)[0]


def headers(language: str) -> dict[str, str]:
    """What every letter says of itself."""
    return {"Content-Language": language, "Auto-Submitted": "auto-generated"}  # no holiday notes in return


def written(name: str, language: str, *, user=None, **context) -> tuple[str, str]:
    """The subject and the body of a letter, in its language and the recipient's time zone."""
    # Plain text: escaping would turn L'Atelier into L&#x27;Atelier.
    facts = {"site_url": settings.SITE_URL.rstrip("/"), "user": user, **context}
    letter = Context(facts, autoescape=False)
    zone = user.time_zone if user else settings.TIME_ZONE
    with translation.override(language), timezone.override(zone):
        text = get_template(f"mail/{name}.{language}.txt").template.render(letter)
    # An included part ends with its own line end, and an empty one leaves its lines behind.
    text = re.sub(r"\n{3,}", "\n\n", text)
    subject, _, body = text.strip().partition("\n")
    # A name with a line end in it must not end the subject; French no-break spaces stay.
    return BLANKS.sub(" ", subject).strip(), body.strip() + "\n"
