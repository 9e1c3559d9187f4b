"""The signed-in person's language and time zone, and the second factor of officers."""

import pghistory
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

CHANGING = ("POST", "PUT", "PATCH", "DELETE")
OPEN_WITHOUT_SECOND_FACTOR = ("/accounts/", "/static/", "/language/", "/healthz")


def language_and_time_zone(get_response):
    """Use the account's language and zone; for others the cookie's, else the browser's language."""

    def middleware(request):
        user = request.user
        language = user.language if user.is_authenticated else translation.get_language_from_request(request)
        request.LANGUAGE_CODE = language
        zone = user.zone if user.is_authenticated else None
        with translation.override(language), timezone.override(zone):
            response = get_response(request)
        response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)  # as `speak_to` left it
        patch_vary_headers(response, ["Accept-Language", "Cookie"])
        return response

    return middleware


def second_factor(get_response):
    """Send officers, leads and admins without a second factor to the page that sets one up."""

    def middleware(request):
        if _must_set_up(request):
            reason = _(
                "Officers, leads and administrators sign in with a second factor. Please set it up first."
            )
            messages.info(request, reason)
            return redirect("mfa_activate_totp")
        return get_response(request)

    return middleware


def history_context(get_response):
    """Let history know by id, never by name, who is acting."""

    def middleware(request):
        if request.method in CHANGING:
            with pghistory.context(user=request.user.pk):
                return get_response(request)
        return get_response(request)

    return middleware


def _must_set_up(request) -> bool:
    user = request.user
    return (
        settings.SECOND_FACTOR_REQUIRED
        and user.is_authenticated
        and user.needs_second_factor
        and not request.path.startswith(OPEN_WITHOUT_SECOND_FACTOR)
        and not is_mfa_enabled(user, types=[Authenticator.Type.TOTP])
    )
