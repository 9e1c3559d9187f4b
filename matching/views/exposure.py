"""The officers' page on fairness."""

from django.conf import settings
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.roles import officer_required
from matching.suggesting import exposure as shown


@require_safe
@officer_required
def exposure(request):
    """Show who is suggested how often, by country and field."""
    context = {
        "sides": shown.sides(),
        "most_shown": shown.most_shown(),
        "never_shown": shown.never_shown(),
        "fields": shown.by_field(),
        "cap": settings.MATCHING_EXPOSURE_CAP,
    }
    return render(request, "matching/exposure.html", context)
