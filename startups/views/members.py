"""The members of the own company: who they are, invitations, and the page that an invitation leads to."""

from functools import wraps

from allauth.core.ratelimit import consume, respond_429
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts import accepting, invited
from accounts.roles import member_required
from startups import members
from startups.member_forms import InviteMemberForm
from startups.models import MemberInvitation
from startups.views.registration import company_required, get_or_post

FOR_COMPANIES = accepting.Kind(
    accept_as=members.accept_as,
    accept_as_new_person=members.accept_as_new_person,
    obstacle=members.obstacle,
    welcome=gettext_lazy("Welcome: you belong to the company now."),
    consequence=gettext_lazy("You belong to the company as soon as you accept."),
    details="startups/_invitation.html",
)


def owner_required(view):
    """Give the view the company that the signed-in member owns; refuse members who are not owners."""

    @member_required
    @company_required
    @wraps(view)
    def owned(request, company, *args, **kwargs):
        if not company.memberships.owners().filter(user=request.user).exists():
            raise PermissionDenied
        return view(request, company, *args, **kwargs)

    return owned


@require_safe
@member_required
@company_required
def show(request, company):
    """Who belongs to the company, and for owners who is invited."""
    return _page(request, company)


@require_POST
@owner_required
def invite(request, company):
    """Invite somebody by address."""
    form = InviteMemberForm(request.POST, company=company)
    if not form.is_valid():
        return _page(request, company, form=form, status=422)
    if not consume(request, action="invite_member", user=request.user):
        return respond_429(request)

    members.invite(company, owner=request.user, **form.cleaned_data)
    messages.success(request, _("The invitation is on its way."))
    return redirect("startups:members")


@require_POST
@owner_required
def withdraw(request, company, pk):
    """Make the link of an open invitation useless."""
    members.withdraw(get_object_or_404(company.invitations.open(), pk=pk), owner=request.user)
    messages.success(request, _("The invitation was withdrawn."))
    return redirect("startups:members")


@require_POST
@owner_required
def make_owner(request, company, pk):
    """Let a member manage the members, too."""
    membership = get_object_or_404(company.memberships, pk=pk)
    members.make_owner(membership, owner=request.user)
    messages.success(request, _("%(person)s is an owner now.") % {"person": membership.user.full_name})
    return redirect("startups:members")


@require_POST
@owner_required
def hand_over(request, company, pk):
    """Give ownership away and stay as a member."""
    membership = get_object_or_404(company.memberships, pk=pk)
    members.hand_over(membership, owner=request.user)
    said = _("You handed the company over to %(person)s and are a member now.")
    messages.success(request, said % {"person": membership.user.full_name})
    return redirect("startups:members")


@require_POST
@owner_required
def remove(request, company, pk):
    """Take a member out."""
    membership = get_object_or_404(company.memberships, pk=pk)
    members.remove(membership, owner=request.user)
    said = _("%(person)s does not belong to the company any more and is told by mail.")
    messages.success(request, said % {"person": membership.user.full_name})
    return redirect("startups:members")


@require_POST
@member_required
@company_required
def leave(request, company):
    """Leave the own company."""
    members.leave(company, person=request.user)
    messages.success(request, _("You have left the company."))
    return redirect("startups:company")


@get_or_post
@never_cache
@login_not_required
def join(request, token):
    """Show the invitation to a company that a letter links to; accept it on POST."""
    return accepting.accept(request, invited.find(MemberInvitation, token), FOR_COMPANIES)


def _page(request, company, *, form=None, status=200):
    memberships = list(company.memberships.select_related("user").order_by("created_at", "pk"))
    own = next((one for one in memberships if one.user_id == request.user.pk), None)
    if own is None:  # removed this very moment
        return redirect("startups:company")
    owners = [membership for membership in memberships if membership.is_owner]
    context = {
        "company": company,
        "memberships": memberships,
        "own": own,
        "is_only_owner": owners == [own],
        "is_mere_draft": members.is_mere_draft(company),
        "invitations": company.invitations.open().select_related("invited_by") if own.is_owner else [],
        "form": form or InviteMemberForm(company=company, initial={"language": request.user.language}),
    }
    return render(request, "startups/members.html", context, status=status)
