"""What companies of the officer's country report about others."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.roles import officer_required
from matching.desk import reports as reported
from matching.desk.forms import FindingForm
from matching.life import blocking
from matching.models import Report

PER_PAGE = 25


@require_safe
@officer_required
def reports(request):
    """The reports nobody has settled, oldest first."""
    return _page(request)


@require_safe
@officer_required
def settled_reports(request):
    """The reports that were settled, with what was found, newest first."""
    page = Paginator(reported.settled(request.user), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "matching/desk_reports_settled.html", {"page": page})


@require_POST
@officer_required
def settle_report(request, pk):
    """Close a report with what was found."""
    report = get_object_or_404(Report.objects.for_officer(request.user), pk=pk)
    form = FindingForm(request.POST, auto_id=f"id_{report.pk}_%s")
    if not form.is_valid():
        return _page(request, status=422, failed={report.pk: form})

    blocking.settle(report, officer=request.user, **form.cleaned_data)
    messages.success(request, _("Settled. The finding is kept with the report."))
    return redirect("matching:reports")


def _page(request, *, status=200, failed=None):
    waiting = reported.waiting(request.user)
    page = Paginator(waiting, PER_PAGE).get_page(request.GET.get("page"))
    for report in page.object_list:
        report.form = (failed or {}).get(report.pk) or FindingForm(auto_id=f"id_{report.pk}_%s")
    return render(request, "matching/desk_reports.html", {"page": page}, status=status)
