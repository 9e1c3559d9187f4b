"""The officers' page on mails that failed."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.roles import lead_required, officer_required
from mail import outbox
from matching.failed_mails import failed_mails_of

PER_PAGE = 50


@require_safe
@officer_required
def failed_mails(request):
    """List the own country's failed mails: facts for officers, subjects for leads, no whole address."""
    mails = failed_mails_of(request.user.country)
    page = Paginator(mails, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "matching/failed_mails.html", {"page": page})


@require_POST
@lead_required
def try_again(request, pk):
    """Queue one failed mail of the own country again."""
    email = get_object_or_404(failed_mails_of(request.user.country).filter(cleared_at=None), pk=pk)
    outbox.try_again(email)
    messages.success(request, _("The mail is on its way again."))
    return redirect("matching:failed_mails")
