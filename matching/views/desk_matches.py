"""The halves of an officer's country: the list, one half, and what is decided about it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.roles import lead_required, officer_required
from common.csv_export import csv_answer
from matching.desk import halves
from matching.desk.bulk import Action
from matching.desk.forms import ApprovalForm, AssignmentForm, HoldForm, RefusalForm
from matching.desk.half import case
from matching.life import assigning, deciding
from matching.models import Approval


@require_safe
@officer_required
def matches(request):
    """List the halves that the filters let through, overdue first."""
    chosen = halves.HalfFilter(request.GET, officer=request.user)
    page = halves.page_of(chosen.qs, request.GET.get("page"))
    context = {"filter": chosen, "page": page, "actions": Action}
    return render(request, "matching/desk_matches.html", context)


@require_safe
@officer_required
def export_matches(request):
    """The same list as a table to take away."""
    chosen = halves.HalfFilter(request.GET, officer=request.user)
    return csv_answer("enishi-matches.csv", halves.head(), halves.cells(chosen.qs))


@require_safe
@officer_required
def unmet(request):
    """List the introductions that have not led to a meeting within ten days, oldest first."""
    page = halves.page_of(halves.unmet(request.user), request.GET.get("page"))
    return render(request, "matching/desk_unmet.html", {"page": page})


@require_safe
@officer_required
def approval(request, pk):
    """Show one half with everything needed to decide on it."""
    return _page(request, _half(request, pk))


@require_POST
@officer_required
def approve(request, pk):
    """Approve the own country's half."""
    half, form = _half(request, pk), ApprovalForm(request.POST)
    if not form.is_valid():
        return _page(request, half, status=422, approval_form=form)

    deciding.approve(half, officer=request.user, **form.cleaned_data)
    half.match.refresh_from_db(fields=["state"])
    if half.match.state == half.match.State.INTRODUCED:
        messages.success(request, _("Approved. Both companies are introduced to each other by mail."))
    else:
        messages.success(request, _("Approved. The other country still decides."))
    return redirect("matching:desk_matches")


@require_POST
@officer_required
def refuse(request, pk):
    """Refuse the own country's half, which ends the match."""
    half, form = _half(request, pk), RefusalForm(request.POST)
    if not form.is_valid():
        return _page(request, half, status=422, refusal_form=form)

    deciding.refuse(half, officer=request.user, **form.cleaned_data)
    messages.success(request, _("Refused. Both companies are told, without the reason."))
    return redirect("matching:desk_matches")


@require_POST
@officer_required
def hold(request, pk):
    """Put the own country's half on hold."""
    half = _half(request, pk)
    form = HoldForm(request.POST, country=half.country)
    if not form.is_valid():
        return _page(request, half, status=422, hold_form=form)

    deciding.hold(half, officer=request.user, **form.cleaned_data)
    messages.success(request, _("On hold. It is due again on the day you chose."))
    return redirect("matching:desk_matches")


@require_POST
@officer_required
def take(request, pk):
    """Say that one decides this half."""
    half = _half(request, pk)
    assigning.reassign(half, officer=request.user, by=request.user)
    messages.success(request, _("You take care of %(match)s.") % {"match": half.match})
    return redirect(half)


@require_POST
@lead_required
def assign(request, pk):
    """Give a half to another officer."""
    half = _half(request, pk)
    form = AssignmentForm(request.POST, half=half)
    if not form.is_valid():
        return _page(request, half, status=422, assignment_form=form)

    officer = form.cleaned_data["officer"]
    assigning.reassign(half, officer=officer, by=request.user)
    messages.success(request, _("%(officer)s takes care of it.") % {"officer": officer.full_name})
    return redirect(half)


def _half(request, pk: int) -> Approval:
    return get_object_or_404(Approval.objects.for_officer(request.user).with_match(), pk=pk)


def _page(request, half: Approval, *, status: int = 200, **forms):
    own_forms = {
        "approval_form": ApprovalForm(),
        "refusal_form": RefusalForm(auto_id="id_refuse_%s"),
        "hold_form": HoldForm(country=half.country, auto_id="id_hold_%s"),
        "assignment_form": AssignmentForm(half=half, auto_id="id_assign_%s"),
    }
    context = {"case": case(half, request.user, get_language()), "half": half, **own_forms, **forms}
    return render(request, "matching/approval.html", context, status=status)
