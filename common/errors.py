"""Errors that tell what happened, what was kept and what to do."""

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from common.states import TransitionError


def conflict(request, refusal: TransitionError):
    """Answer 409 and say who decided what, and when."""
    return render(request, "409.html", {"refusal": refusal}, status=409)


def csrf_failure(request, reason: str = ""):
    """Answer 403 when a form was too old or came from elsewhere."""
    return render(request, "403_csrf.html", status=403)


def bad_request(request, exception):
    """Answer 400 without looking at the request again: Django's own page reads its form once more."""
    return HttpResponse(render_to_string("400.html"), status=400)
