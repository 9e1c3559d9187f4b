"""The member's meetings: the list, the page of one, and each step on it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.roles import member_required
from events.meetings import arranging, attendance
from events.meetings.forms import AttendanceForm, CancelForm, SlotForm
from events.meetings.pages import pages_for
from events.meetings.proposing import proposal_page
from events.models import Meeting

PER_PAGE = 20


@require_safe
@member_required
def meeting_list(request):
    """The meetings of the member's companies: open ones first, then what is over."""
    own = Meeting.objects.visible_to(request.user).with_companies()
    page = Paginator(own.closed(), PER_PAGE).get_page(request.GET.get("page"))
    page.object_list = pages_for(request.user, page.object_list)
    context = {"open": pages_for(request.user, own.open()), "page": page}
    return render(request, "events/meetings.html", context)


@require_safe
def meeting(request, key):
    """One meeting: its times in both zones, what may be done now, and what happened."""
    found = get_object_or_404(Meeting.objects.visible_to(request.user).with_companies(), key=key)
    return _page(request, found)


@require_POST
def confirm(request, key):
    """Choose one of the proposed times."""
    found, form = _own(request, key), SlotForm(request.POST)
    if not form.is_valid():
        return _page(request, found, status=422)
    arranging.confirm(found, by=request.user, slot=form.cleaned_data["slot"])
    messages.success(request, _("Confirmed. Both sides get the time for their calendars."))
    return redirect(found)


@require_POST
def reconfirm(request, key):
    """Say that one will be there."""
    found = _own(request, key)
    arranging.reconfirm(found, by=request.user)
    messages.success(request, _("Thank you: the other side sees that you will be there."))
    return redirect(found)


@require_POST
def cancel(request, key):
    """Call the meeting off, with a reason."""
    found, form = _own(request, key), CancelForm(request.POST)
    if not form.is_valid():
        return _page(request, found, cancel_form=form, status=422)
    arranging.cancel(found, by=request.user, **form.cleaned_data)
    messages.success(request, _("Cancelled. Both sides are told by mail."))
    return redirect(found)


@require_http_methods(["GET", "HEAD", "POST"])
def reschedule(request, key):
    """Propose other times instead."""
    found = _own(request, key)
    if not found.is_open or found.has_begun:
        arranging.refuse(found)

    def send(form):
        arranging.reschedule(found, by=request.user, seen=form.cleaned_data["seen"], **form.proposal())
        return found

    other = found.companies[found.side_of(request.user).other]
    return proposal_page(request, other=other, send=send, back=found.get_absolute_url(), meeting=found)


@require_POST
def report(request, key):
    """Say who came."""
    found, form = _own(request, key), AttendanceForm(request.POST)
    if not form.is_valid():
        return _page(request, found, attendance_form=form, status=422)
    attendance.report(found, by=request.user, answer=form.cleaned_data["answer"])
    messages.success(request, _("Thank you, noted."))
    return redirect(found)


def _own(request, key) -> Meeting:
    return get_object_or_404(Meeting.objects.of(request.user).with_companies(), key=key)


def _page(request, found: Meeting, *, status=200, cancel_form=None, attendance_form=None):
    context = {
        "page": pages_for(request.user, [found])[0],
        "cancel_form": cancel_form or CancelForm(),
        "attendance_form": attendance_form or AttendanceForm(),
    }
    return render(request, "events/meeting.html", context, status=status)
