"""Pages of the own account, of leave and of invitations."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts import absences, accepting, invitations, invited
from accounts.forms import InviteForm, SettingsForm
from accounts.leave_forms import LeaveForm
from accounts.models import Absence, Invitation, Role, User
from accounts.roles import lead_required, officer_required
from mail import suppressions

showing_and_acting = require_http_methods(["GET", "HEAD", "POST"])
FOR_AGENCIES = accepting.Kind(
    accept_as=invitations.accept_as,
    accept_as_new_person=invitations.accept_as_new_person,
    welcome=gettext_lazy("Welcome: your account has its new role."),
    consequence=gettext_lazy("Your account gets this role as soon as you accept."),
    details="accounts/_invitation.html",
)


@showing_and_acting
def settings(request):
    """Show and change name, language and time zone; the page answers in the new language at once."""
    # A copy, so that a refused form changes nothing that the page's head shows.
    form = SettingsForm(request.POST or None, instance=User.objects.get(pk=request.user.pk))
    if request.method == "POST" and form.is_valid():
        user = form.save()
        with translation.override(user.language):
            messages.success(request, _("Your settings were saved."))
        return redirect("accounts:settings")

    context = {"form": form, "suppression": suppressions.of(request.user.email)}
    return render(request, "accounts/settings.html", context)


@require_POST
def write_again(request):
    """Write to somebody's address again, because they say that it works."""
    suppressions.lift(request.user.email)
    messages.success(request, _("We write to %(address)s again.") % {"address": request.user.email})
    return redirect("accounts:settings")


@showing_and_acting
@officer_required
def leave(request):
    """Show and enter leave: the own, and for leads that of their agency."""
    form = LeaveForm(request.POST or None, user=request.user, initial={"officer": request.user})
    if request.method == "POST" and form.is_valid() and _is_entered(form):
        messages.success(request, _("The leave is entered. The deputy is told by mail."))
        return redirect("accounts:leave")

    today = request.user.today
    with_people = Absence.objects.not_over(today).select_related("officer__agency", "deputy__agency")
    context = {
        "form": form,
        "absences": with_people.kept_by(request.user),
        "deputyships": with_people.filter(deputy=request.user),
    }
    return render(request, "accounts/leave.html", context, status=422 if form.errors else 200)


@require_POST
@officer_required
def cancel_leave(request, pk):
    """Cancel a leave, or end it today."""
    absences.cancel(get_object_or_404(Absence.objects.kept_by(request.user), pk=pk))
    messages.success(request, _("The leave is cancelled. The deputy is told by mail."))
    return redirect("accounts:leave")


@showing_and_acting
@lead_required
def invite(request):
    """Show the open invitations of the lead's agency and invite another officer."""
    agency = request.user.agency
    form = InviteForm(request.POST or None, initial={"language": request.user.language})
    if request.method == "POST" and form.is_valid():
        invitations.invite(role=Role.OFFICER, agency=agency, invited_by=request.user, **form.cleaned_data)
        messages.success(request, _("The invitation is on its way."))
        return redirect("accounts:invite")

    opened = Invitation.objects.open().filter(agency=agency).select_related("invited_by")
    return render(request, "accounts/invite.html", {"form": form, "invitations": opened})


@require_POST
@lead_required
def withdraw_invitation(request, pk):
    """Make the link of an open invitation of the lead's agency useless."""
    opened = Invitation.objects.open().filter(agency=request.user.agency, role=Role.OFFICER)
    get_object_or_404(opened, pk=pk).delete()
    messages.success(request, _("The invitation was withdrawn."))
    return redirect("accounts:invite")


@showing_and_acting
@never_cache
@login_not_required
def accept_invitation(request, token):
    """Show the invitation to work for an agency that a letter links to; accept it on POST."""
    return accepting.accept(request, invited.find(Invitation, token), FOR_AGENCIES)


def _is_entered(form) -> bool:
    """Enter the leave; False when it is refused, which the form then says."""
    try:
        absences.enter(form.instance)
    except ValidationError as refusal:
        form.add_error(None, refusal.messages)
        return False
    return True
