"""Where the mail provider reports bounces and complaints; docs/operations.md says how it signs."""

import hmac
import json
import time

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from mail import suppressions
from mail.forms import ReportForm

LONGEST_REPORT = 16 * 1024  # bytes
OLDEST_REPORT = 300  # seconds


@require_POST
@csrf_exempt
@login_not_required
def report(request):
    """Take one signed report; what is no final bounce and no complaint changes nothing."""
    if not settings.MAIL_HOOK_SECRET:
        raise Http404
    if not _is_signed(request):
        return HttpResponse(status=403)

    form = ReportForm(_read(request.body))
    if not form.is_valid():
        return JsonResponse({"errors": form.errors}, status=400)
    if form.is_final():
        found = form.cleaned_data
        suppressions.suppress(found["address"], found["type"], message_id=found["message_id"])
    return HttpResponse(status=204)


def sign(body: bytes, timestamp: str) -> str:
    """The signature of a report: HMAC-SHA256 over the time and the body, in hexadecimal."""
    return hmac.digest(settings.MAIL_HOOK_SECRET.encode(), timestamp.encode() + b"." + body, "sha256").hex()


def _is_signed(request: HttpRequest) -> bool:
    timestamp, signature = request.headers.get("X-Timestamp", ""), request.headers.get("X-Signature", "")
    if len(request.body) > LONGEST_REPORT or not (timestamp.isascii() and timestamp.isdecimal()):
        return False
    # An old report that somebody recorded must not undo what its owner says about the address since.
    is_fresh = abs(time.time() - int(timestamp[:12])) <= OLDEST_REPORT
    return is_fresh and hmac.compare_digest(sign(request.body, timestamp).encode(), signature.encode())


def _read(body: bytes) -> dict:
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
