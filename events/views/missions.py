"""The list of missions, the public page of one, and each step of officers on it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from accounts.roles import officer_required
from events.missions import juries, preparing, selecting
from events.missions.forms import CallOffForm, JuryForm, RemarkForm
from events.missions.pages import MissionPage
from events.models import Application, JurySeat, Mission, MissionEvent, MissionState

OVER = (MissionState.DELEGATION_SET, MissionState.CANCELLED)


@login_not_required
@require_safe
def mission_list(request):
    """The missions the reader may see: in preparation, running, over; and the own applications."""
    seen = Mission.objects.visible_to(request.user).with_texts()
    pages = [MissionPage(each, request.user) for each in seen]
    context = {
        "drafts": [page for page in pages if page.mission.state == MissionState.DRAFT],
        "running": [page for page in pages if page.mission.state not in (MissionState.DRAFT, *OVER)],
        "past": [page for page in pages if page.mission.state in OVER],
    }
    if request.user.is_authenticated:
        context["applications"] = Application.objects.of(request.user).with_mission().order_by("-pk")
        if request.user.is_officer:
            context["to_score"] = JurySeat.objects.to_score().filter(juror=request.user).count()
    return render(request, "missions/list.html", context)


@login_not_required
@require_safe
def mission(request, pk):
    """One mission: what it offers and asks, its one deadline in both zones, and what the reader may do."""
    return mission_page(request, visible(request, pk))


@require_POST
@officer_required
def act(request, pk, event):
    """One step of an officer: the table says who may, and when."""
    found = visible(request, pk)
    if event not in DOING:
        raise Http404
    form_class, activity, said = DOING[event]
    given = {}
    if form_class:
        form = form_class(request.POST)
        if not form.is_valid():
            return mission_page(request, found, event=event, form=form, status=422)
        given = form.cleaned_data
    elif event in SEEN:
        given = {"seen": request.POST.get("seen", "")}
    activity(found, by=request.user, **given)
    messages.success(request, said)
    return redirect(found)


def visible(request, pk) -> Mission:
    """The mission, if the reader may see it."""
    rows = Mission.objects.visible_to(request.user).select_related("edition__show", "agency", "created_by")
    parts = rows.prefetch_related("texts", "criteria", "costs", "programme", "documents")
    return get_object_or_404(parts, pk=pk)


def mission_page(request, found, *, event="", form=None, status=200):
    """The page, with the form that was not filled in well."""
    context = {
        "page": MissionPage(found, request.user),
        "mission": found,
        "send_back_form": form if event == "send_back" else RemarkForm(initial={"seen": found.proposal}),
        "jury_form": form if event == "start" else JuryForm(),
        "call_off_form": form if event == "cancel" else CallOffForm(),
    }
    return render(request, "missions/mission.html", context, status=status)


SEEN = (MissionEvent.COUNTERSIGN, MissionEvent.AGREE)
DOING = {
    MissionEvent.PROPOSE: (None, preparing.propose, _("Given to the host country, whose officers are told.")),
    MissionEvent.TAKE_BACK: (None, preparing.take_back, _("Taken back. You can change it now.")),
    MissionEvent.SEND_BACK: (RemarkForm, preparing.send_back, _("Sent back with your remark.")),
    MissionEvent.COUNTERSIGN: (None, preparing.countersign, _("Countersigned for your country.")),
    MissionEvent.START: (JuryForm, juries.start, _("The jurors of both countries are chosen and told.")),
    MissionEvent.OBJECT: (RemarkForm, selecting.object_to, _("Sent back with your remark.")),
    MissionEvent.AGREE: (None, selecting.agree, _("Agreed for your country.")),
    MissionEvent.PUBLISH: (
        None,
        selecting.publish,
        _("Both lists are published."),
    ),
    MissionEvent.SETTLE: (None, selecting.settle, _("The delegation is confirmed.")),
    MissionEvent.CANCEL: (CallOffForm, preparing.cancel, _("Called off. Everybody who applied is told.")),
}
