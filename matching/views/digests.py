"""Everybody's own digest: how often it comes, and what the next one would tell."""

from csp.constants import SELF
from csp.decorators import csp_update
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mail.forms import FrequencyForm
from mail.previewing import previewed
from mail.subscriptions import choose
from matching.digests.preview import next_digest
from matching.digests.readers import kind_for


@require_http_methods(["GET", "HEAD", "POST"])
@csp_update({"frame-src": [SELF]})
def digest(request):
    """Show when the next digest comes and what it would tell; save how often."""
    kind = kind_for(request.user)
    if kind is None:
        return render(request, "matching/digest.html", {"next": None}, status=200)

    data = request.POST if request.method == "POST" else None
    form = FrequencyForm(data, kind=kind)
    if form.is_valid():
        choose(request.user, kind, form.cleaned_data["frequency"])
        messages.success(request, _("Saved."))
        return redirect("matching:digest")

    found = next_digest(request.user, timezone.now())
    if data is None:
        form.initial["frequency"] = found.frequency
    context = {"next": found, "form": form}
    return render(request, "matching/digest.html", context, status=422 if form.errors else 200)


@previewed
def digest_mail(request):
    """The HTML of the next digest, for the frame on that page."""
    found = next_digest(request.user, timezone.now())
    if found is None or found.written is None:
        raise Http404
    return HttpResponse(found.written.html)
