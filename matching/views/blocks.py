"""Blocking another company, unblocking it, and telling the officers about it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.roles import member_required
from matching.forms.answers import ReportForm
from matching.life import blocking
from matching.models import Block, Match
from matching.models.life import STEPS, Event
from matching.views.own import other_company, own_company, showing_and_acting


@require_safe
@member_required
def blocks(request):
    """List the companies that the member's company has blocked."""
    found = (
        Block.objects.filter(company=own_company(request)).select_related("blocked").order_by("-created_at")
    )
    return render(request, "matching/blocks.html", {"blocks": found})


@showing_and_acting
@member_required
def block(request, pk):
    """Say what a block does, then do it."""
    company, other = other_company(request, pk)
    if request.method == "POST":
        blocking.block(other, company=company, member=request.user)
        messages.success(request, _("%(company)s is blocked.") % {"company": other})
        return redirect("matching:blocks")

    ends = Match.objects.for_company(company).involving(other).filter(state__in=STEPS[Event.BLOCK].starts)
    return render(request, "matching/block.html", {"other": other, "ends_a_match": ends.exists()})


@require_POST
@member_required
def unblock(request, pk):
    """Let the two be suggested to each other again."""
    company = own_company(request)
    found = get_object_or_404(Block.objects.select_related("blocked"), company=company, blocked=pk)
    blocking.unblock(found.blocked, company=company)
    messages.success(request, _("%(company)s is no longer blocked.") % {"company": found.blocked})
    return redirect("matching:blocks")


@showing_and_acting
@member_required
def report(request, pk):
    """Tell the officers of the own country what happened."""
    company, other = other_company(request, pk)
    data = request.POST if request.method == "POST" else None
    form = ReportForm(data)
    if form.is_valid():
        blocking.report(other, company=company, member=request.user, text=form.cleaned_data["text"])
        return render(request, "matching/reported.html", {"other": other})
    return render(
        request, "matching/report.html", {"other": other, "form": form}, status=200 if data is None else 422
    )
