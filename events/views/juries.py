"""The juror's desk: what is to score, the points of one application, stepping back."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.roles import lead_required, officer_required
from events.missions import juries
from events.missions.application_forms import PointsForm
from events.models import JurySeat


@require_safe
@officer_required
def jury(request):
    """What the officer is asked to score, and what they have scored."""
    own = _own(request).order_by("-application__mission", "application")
    context = {
        "open": own.to_score().order_by("due_on", "application"),
        "done": own.active().filter(scored_at__isnull=False),
        "stalled": _stalled(request).select_related("juror__agency") if request.user.is_lead else [],
    }
    return render(request, "missions/jury.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@officer_required
def score(request, pk):
    """Read one application and give points, once; then the page of the application shows everybody's."""
    seat = get_object_or_404(_own(request).active(), pk=pk)
    application = seat.application
    if seat.scored_at:
        return redirect(application)
    form = PointsForm(request.POST or None, criteria=application.mission.criteria.all())
    if request.method == "POST" and form.is_valid():
        remark = form.cleaned_data["remark"]
        juries.score(seat, by=request.user, points=form.points(), remark=remark)
        messages.success(request, _("Thank you. You now see the points of the other jurors."))
        return redirect(application)
    context = {"seat": seat, "application": application, "mission": application.mission, "form": form}
    status = 422 if request.method == "POST" else 200
    return render(request, "missions/score.html", context, status=status)


@require_POST
@officer_required
def step_back(request, pk):
    """Leave an application to a colleague, because of a conflict of interest."""
    juries.step_back(get_object_or_404(_own(request), pk=pk), by=request.user)
    messages.success(request, _("Thank you. A colleague of your country takes over."))
    return redirect("missions:jury")


@require_POST
@lead_required
def hand_over(request, pk):
    """Give what a juror of the own country owes for too long to another one."""
    juries.hand_over(get_object_or_404(_of_country(request), pk=pk), by=request.user)
    messages.success(request, _("Given to another officer of your country, who is told."))
    return redirect("missions:jury")


def _stalled(request):
    return _of_country(request).stalled().exclude(juror=request.user).order_by("due_on", "pk")


def _of_country(request):
    return _readable(request, JurySeat.objects.filter(country=request.user.country))


def _own(request):
    return _readable(request, JurySeat.objects.filter(juror=request.user))


def _readable(request, seats):
    others = seats.exclude(application__company__memberships__user=request.user)
    rows = others.select_related("application__company", "application__mission__edition__show")
    return rows.prefetch_related("application__mission__texts", "application__answers__criterion")
