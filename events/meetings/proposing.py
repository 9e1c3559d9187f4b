"""The page on which times are proposed: filled in, looked at in both zones with warnings, then sent."""

from collections.abc import Callable
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from events.meetings.forms import ProposalForm, initial_slots
from events.meetings.times import default_slots
from events.meetings.wording import city, name_of, warnings, when
from events.models import Meeting
from startups.models import Company


def proposal_page(
    request: HttpRequest,
    *,
    other: Company,
    send: Callable[[ProposalForm], Meeting],
    back: str,
    meeting: Meeting | None = None,
) -> HttpResponse:
    """Show the form with good times in it, then what it says in both zones, and at last call `send`.

    Who may propose is decided by the view that calls. `send` gets the valid form and returns the meeting;
    `meeting` is the one that gets other times; `back` is the address of the page the person came from.
    """
    zone = request.user.zone
    form = ProposalForm(request.POST or None, zone=zone, initial=_initial(zone, meeting))
    context = {
        "form": form,
        "other": name_of(other, get_language()),
        "back": back,
        "meeting": meeting,
        "own_city": city(zone),
    }
    if request.method != "POST" or not form.is_valid():
        status = 422 if request.method == "POST" else 200
        return render(request, "events/propose.html", context, status=status)
    if request.POST.get("step") == "change":
        return render(request, "events/propose.html", context)
    if request.POST.get("step") != "send":
        return render(request, "events/preview.html", context | {"slots": _preview(form)})

    sent = send(form)
    messages.success(request, _("Your proposal is sent. We write to you as soon as the other side answers."))
    return redirect(sent)


def _initial(zone, meeting: Meeting | None) -> dict:
    initial = {"key": uuid4()} | initial_slots(default_slots(timezone.now()), zone)
    if meeting is None:
        return initial
    kept = {name: getattr(meeting, name) for name in ("minutes", "place", "video_link")}
    return initial | kept | {"seen": meeting.sequence}


def _preview(form: ProposalForm) -> list[dict]:
    minutes = form.cleaned_data["minutes"]
    return [
        {"when": when(slot, minutes), "warnings": warnings(slot, minutes)}
        for slot in form.cleaned_data["slots"]
    ]
