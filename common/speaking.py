"""The language of pages that somebody opens by a link of a mail, without signing in."""

from django.conf import settings
from django.utils import timezone, translation


def speak_to(request, person) -> None:
    """Go on in the language and zone of whom the link was written for, until the request is answered.

    A browser that is signed in, or in which a language was chosen, keeps its own.
    """
    if request.user.is_authenticated or settings.LANGUAGE_COOKIE_NAME in request.COOKIES:
        return
    translation.activate(person.language)
    timezone.activate(person.zone)
    request.LANGUAGE_CODE = person.language
