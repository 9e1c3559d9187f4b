"""The addresses of the site, and some that only go wrong."""

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.shortcuts import render
from django.urls import path

from common.errors import conflict, csrf_failure
from common.states import TransitionError
from config.urls import urlpatterns as addresses


@login_not_required
def refuse(request, number: int):
    """Go wrong in the way that this status stands for."""
    if number == 400:
        raise SuspiciousOperation
    if number == 403:
        raise PermissionDenied
    if number == 409:
        return conflict(request, TransitionError("Somebody was quicker."))
    if number == 419:
        return csrf_failure(request)
    if number == 429:
        return render(request, "429.html", status=429)
    raise RuntimeError("This page is here to fail.")


urlpatterns = [path("fault/<int:number>/", refuse), *addresses]
