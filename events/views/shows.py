"""The home page, with what comes next, and the list of trade shows: both open to everybody."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.views.decorators.http import require_safe

from events.models import Edition, TradeShow


@login_not_required
@require_safe
def home(request):
    """Say what this is and for whom, and name the next trade shows."""
    editions = Edition.objects.upcoming().select_related("show")
    return render(request, "pages/home.html", {"editions": editions})


@login_not_required
@require_safe
def show_list(request):
    """Show every trade show with its editions, newest first."""
    shows = TradeShow.objects.prefetch_related("editions")
    return render(request, "events/list.html", {"shows": shows})
