"""The companies that repeatedly did not come to a meeting."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.roles import officer_required
from matching.desk import missed

PER_PAGE = 25


@require_safe
@officer_required
def missed_meetings(request):
    """List them with the dates and whom they kept waiting."""
    page = Paginator(missed.companies(request.user), PER_PAGE).get_page(request.GET.get("page"))
    page.object_list = missed.missed_by(list(page.object_list), request.user)
    return render(request, "matching/desk_missed.html", {"page": page})
