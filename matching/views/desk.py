"""Where officers begin: everything that waits for them."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts import absences
from accounts.roles import officer_required
from matching.desk import queues


@require_safe
@officer_required
def desk(request):
    """Show every queue with its figures, overdue ones first."""
    context = {"rows": queues.rows(request.user), "absent": absences.stands_in_for(request.user)}
    return render(request, "matching/desk.html", context)
