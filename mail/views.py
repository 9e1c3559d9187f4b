"""The mailbox of one machine: what was sent, to whomever, shown where no relay delivers it."""

from functools import wraps

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from mail.models import OutgoingEmail

SHOWN = 100


def local_only(view):
    """Answer 404 wherever LOCAL is off: these letters are other people's."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not settings.LOCAL:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


# Open to everybody there: one must read the letter that confirms an address before one can sign in.
@require_safe
@never_cache
@login_not_required
@local_only
def mailbox(request):
    """List the newest messages of the outbox."""
    newest = OutgoingEmail.objects.order_by("-created_at", "-pk")[:SHOWN]
    return render(request, "mail/mailbox.html", {"emails": newest, "shown": SHOWN})


@require_safe
@never_cache
@login_not_required
@local_only
def message(request, pk):
    """Show one message, its links ready to be followed."""
    email = get_object_or_404(OutgoingEmail, pk=pk)
    return render(request, "mail/mailbox_message.html", {"email": email})
