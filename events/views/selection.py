"""The selection: ranking with its spread, the proposal, the agreement; and the applications as a file."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.roles import officer_required
from common.csv_export import csv_answer
from events.meetings.wording import name_of
from events.missions import juries, jury_deadlines, selecting
from events.missions.forms import RemarkForm
from events.missions.pages import MissionPage
from events.models import ApplicationState
from events.views.missions import visible


@require_http_methods(["GET", "HEAD", "POST"])
@officer_required
def selection(request, pk):
    """Show the ranking to officers of both countries whose own points are in; POST proposes the selection."""
    found, page = _seen(request, pk)
    if request.method == "POST":
        selecting.nominate(found, by=request.user, outcomes=_outcomes(request))
        messages.success(request, _("Proposed. The host country is asked to agree."))
        return redirect("missions:selection", found.pk)
    rows = _rows(found, page)
    context = {
        "page": page,
        "mission": found,
        "rows": rows,
        "awaited": juries.awaited(found, request.user),
        "due_on": jury_deadlines.due_on_of(found),
        "outcomes": [(outcome, outcome.label) for outcome in selecting.OUTCOMES],
        "is_ready": any(row["is_scored"] for row in rows) and not any(row["is_open"] for row in rows),
        "object_form": RemarkForm(initial={"seen": found.nomination}),
    }
    return render(request, "missions/selection.html", context)


@require_safe
@officer_required
def applications_csv(request, pk):
    """The applications that were sent, with scores as far as the reader may see them."""
    found, page = _seen(request, pk)
    head = [
        _("Company"),
        _("Latin name"),
        _("State"),
        _("Sent"),
        _("Mean score"),
        _("Lowest"),
        _("Highest"),
        _("Seat"),
        _("Deposit"),
    ]
    rows = [_cells(row) for row in _rows(found, page)]
    return csv_answer(f"mission-{found.pk}-applications.csv", head, rows)


def _seen(request, pk):
    found = visible(request, pk)
    page = MissionPage(found, request.user)
    if not page.sees_selection:
        raise PermissionDenied
    return found, page


def _rows(found, page) -> list[dict]:
    results = {} if page.is_blind else juries.results(found)
    places = {key: place for place, key in enumerate(results, start=1)}
    suggested = selecting.suggested_outcomes(found) if results else {}
    applications = found.applications.handed_in().select_related("company").prefetch_related("jury")
    rows = [
        {
            "application": each,
            "name": name_of(each.company, get_language()),
            "place": places.get(each.pk),
            "result": results.get(each.pk),
            "outcome": each.nominated_as or suggested.get(each.pk, ""),
            "is_scored": each.state == ApplicationState.SCORED,
            "is_open": each.state == ApplicationState.ELIGIBLE,
            "given": sum(seat.scored_at is not None for seat in each.jury.all()),
            "asked": sum(seat.stepped_back_at is None for seat in each.jury.all()),
        }
        for each in applications
    ]
    return sorted(rows, key=lambda row: (row["place"] is None, row["place"] or 0, row["application"].pk))


def _outcomes(request) -> dict[int, str]:
    prefix = "outcome_"
    chosen = {name.removeprefix(prefix): value for name, value in request.POST.items() if prefix in name}
    return {int(name): value for name, value in chosen.items() if name.isdecimal()}


def _cells(row) -> list:
    each, result = row["application"], row["result"]
    figures = [result.mean, result.lowest, result.highest] if result else [None] * 3
    scores = [None if figure is None else round(figure, 1) for figure in figures]
    company = each.company
    sent = each.submitted_at.isoformat(timespec="seconds") if each.submitted_at else ""
    return [
        company.legal_name,
        company.latin_name,
        each.get_state_display(),
        sent,
        *scores,
        each.seat,
        each.get_deposit_display(),
    ]
