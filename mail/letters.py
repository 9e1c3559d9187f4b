"""Letters: mails written in the recipient's language, from one template per language."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import timezone, translation

from mail import outbox
from mail.models import OutgoingEmail


def send_letter(user, name: str, **context) -> OutgoingEmail:
    """Queue the letter `mail/<name>.<language>.txt` to `user`, in their language and time zone.

    The template's first line is the subject.
    """
    with translation.override(user.language), timezone.override(user.time_zone):
        text = render_to_string(
            f"mail/{name}.{user.language}.txt", {"user": user, "site_url": settings.SITE_URL, **context}
        )
    subject, _, body = text.strip().partition("\n")
    message = EmailMessage(subject, body.strip() + "\n", settings.DEFAULT_FROM_EMAIL, [user.email])
    message.extra_headers["Content-Language"] = user.language
    return outbox.put(message, user=user)[0]
