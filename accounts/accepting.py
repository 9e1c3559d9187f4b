"""The page behind the link in a letter of invitation, whatever it invites to."""

from collections.abc import Callable
from dataclasses import dataclass

from allauth.account.utils import perform_login
from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect, render

from accounts import addresses
from accounts.forms import AcceptForm
from accounts.invited import InvitationError
from accounts.models import User


@dataclass(frozen=True)
class Kind:
    """What differs between one kind of invitation and another."""

    accept_as: Callable  # (invitation, person)
    accept_as_new_person: Callable  # (invitation, person, password)
    welcome: str
    consequence: str  # what accepting does, in a sentence
    details: str  # the fragment that shows an invitation
    obstacle: Callable = lambda invitation, person: ""  # why this person cannot accept, or nothing


def accept(request, invitation, kind: Kind):
    """Show the invitation that a letter links to; accept it on POST."""
    if invitation is None:
        return render(request, "accounts/invitation_closed.html", status=410)
    context = {"invitation": invitation, "kind": kind}
    if request.user.is_authenticated:
        return _accept_signed_in(request, context)
    if addresses.is_confirmed(invitation.email):
        return render(request, "accounts/invitation_sign_in.html", context)
    return _accept_new(request, context)


def _accept_signed_in(request, context):
    invitation, kind, refused = context["invitation"], context["kind"], False
    if request.method == "POST":
        try:
            kind.accept_as(invitation, request.user)
        except InvitationError:
            refused = True
        else:
            messages.success(request, kind.welcome)
            return redirect(settings.LOGIN_REDIRECT_URL)

    obstacle = kind.obstacle(invitation, request.user)
    if refused and not obstacle:
        return render(request, "accounts/invitation_closed.html", status=409)
    context["obstacle"] = obstacle
    return render(request, "accounts/invitation_signed_in.html", context, status=409 if refused else 200)


def _accept_new(request, context):
    invitation, kind = context["invitation"], context["kind"]
    form = AcceptForm(request.POST or None, instance=User(email=invitation.email))
    if request.method == "POST" and form.is_valid():
        person = form.instance
        try:
            kind.accept_as_new_person(invitation, person, form.cleaned_data["password1"])
        except InvitationError:
            return render(request, "accounts/invitation_closed.html", status=409)
        return perform_login(request, person)

    return render(request, "accounts/accept_invitation.html", {**context, "form": form})
