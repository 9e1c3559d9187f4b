"""The private calendar feed: its address, a new one, and the feed itself."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.roles import member_required
from events.meetings import calendars
from events.models import CalendarFeed, Meeting


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@member_required
def calendar(request):
    """Show the address of one's feed; POST makes a new one, and the earlier address opens nothing."""
    if request.method == "POST":
        calendars.renew(request.user)
        messages.success(request, _("This is the new address. Every earlier one is closed."))
        return redirect("meetings:calendar")

    feed = CalendarFeed.objects.filter(user=request.user).first()
    return render(request, "events/calendar.html", {"address": feed and calendars.address_of(feed)})


# Calendar programs cannot sign in: the address itself, unguessable and revocable, is the key.
@require_safe
@never_cache
@login_not_required
def feed(request, token):
    """The agreed meetings of the person whose token this is."""
    found = calendars.feed_of(token)
    if found is None:
        raise Http404

    meetings = Meeting.objects.of(found.user).agreed().with_companies().order_by("starts_at", "pk")
    with translation.override(found.user.language), timezone.override(found.user.zone):
        content = calendars.feed(meetings)
    answer = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    answer.headers["Content-Disposition"] = 'inline; filename="enishi.ics"'
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer
