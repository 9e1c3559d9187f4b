"""Stopping a digest: one click in the mail program (RFC 8058), or the page that the mail links to."""

from django.contrib.auth import get_user_model
from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from common.speaking import speak_to
from mail.forms import FrequencyForm
from mail.subscription import OFFERED, Frequency
from mail.subscriptions import choose, frequency_of, read

ONE_CLICK = "One-Click"


# The link itself is what allows it: mail programs post without cookies and without our forms' token.
@require_http_methods(["GET", "HEAD", "POST"])
@csrf_exempt
@never_cache
@login_not_required
def unsubscribe(request, token):
    """Show what the link stops; stop it on POST. GET changes nothing: scanners follow links."""
    try:
        user_pk, kind = read(token)
    except signing.BadSignature as fault:
        raise Http404 from fault

    user = get_user_model().objects.filter(pk=user_pk).first()
    if user:
        speak_to(request, user)
    is_one_click = request.POST.get("List-Unsubscribe") == ONE_CLICK
    wanted = Frequency.OFF if is_one_click else request.POST.get("frequency")
    form = FrequencyForm({"frequency": wanted} if request.method == "POST" else None, kind=kind)
    if user and form.is_valid():
        choose(user, kind, form.cleaned_data["frequency"])
    if is_one_click:
        return HttpResponse(status=204)

    now = frequency_of(user, kind) if user else Frequency.OFF
    others = [choice for choice in OFFERED[kind] if choice not in (now, Frequency.OFF)]
    context = {"person": user, "kind": kind, "now": now, "others": others, "is_saved": form.is_valid()}
    return render(request, "mail/unsubscribe.html", context)
