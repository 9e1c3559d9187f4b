"""Several halves decided together, after a look at what that would do to each."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.roles import officer_required
from matching.desk import bulk
from matching.desk.forms import ApprovalForm, HoldForm, RefusalForm, SelectionForm


@require_http_methods(["GET", "HEAD", "POST"])
@officer_required
def decide_matches(request):
    """GET shows what the action would do to each selected half; POST does it, each on its own."""
    is_confirmed = request.method == "POST"
    selection = SelectionForm(request.POST if is_confirmed else request.GET, officer=request.user)
    if not selection.is_valid():
        messages.error(request, _selection_error(selection))
        return redirect("matching:desk_matches")

    action, halves = selection.cleaned_data["action"], selection.cleaned_data["half"]
    form = _form(action, request.POST if is_confirmed else None, request.user.country)
    context = {"action": bulk.Action(action), "form": form, "halves": halves}
    if not is_confirmed or not form.is_valid():
        context["effects"] = bulk.foresee(halves, action, request.user)
        status = 422 if is_confirmed else 200
        return render(request, "matching/desk_preview.html", context, status=status)

    context["effects"] = bulk.decide(halves, action, request.user, **form.cleaned_data)
    return render(request, "matching/desk_results.html", context)


def _form(action: str, data, country: str):
    """What has to be said once, for all of them."""
    if action == bulk.Action.APPROVE:
        return ApprovalForm(data)
    return RefusalForm(data) if action == bulk.Action.REFUSE else HoldForm(data, country=country)


def _selection_error(selection: SelectionForm) -> str:
    if selection.has_error("half", "too_many"):
        return selection.errors["half"][0]
    return _("Nothing was decided: please select matches first.")
