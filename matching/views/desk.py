"""The officers' desk of matches: the halves that the officer's country decides."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.roles import officer_required
from matching.models import Approval


@require_safe
@officer_required
def approval(request, pk):
    """Show one half with everything needed to decide on it."""
    halves = Approval.objects.for_officer(request.user).select_related("match")
    return render(request, "matching/approval.html", {"approval": get_object_or_404(halves, pk=pk)})
