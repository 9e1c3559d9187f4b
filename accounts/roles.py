"""Decorators that open a view to some roles and answer 403 to all others."""

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import PermissionDenied

from accounts.models import Role


def _only(allowed: Callable) -> Callable:
    def decorator(view):
        @wraps(view)
        def guarded(request, *args, **kwargs):
            if not allowed(request.user):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return guarded

    return decorator


officer_required = _only(lambda user: user.is_officer)
lead_required = _only(lambda user: user.is_lead)
board_required = _only(lambda user: user.is_officer or user.role == Role.READER)
member_required = _only(lambda user: user.role == Role.MEMBER)
