"""The officers' page on full rankings."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.roles import officer_required
from matching.models import FullRanking


@require_safe
@officer_required
def ranking(request):
    """Show how far the full ranking under way is, and the last ones that were finished."""
    context = {
        "under_way": FullRanking.objects.with_progress().filter(finished_at=None).first(),
        "finished": FullRanking.objects.with_progress().last_finished(),
    }
    return render(request, "matching/ranking.html", context)
