"""The home page, the trade shows and their editions, open to everybody; officers add others."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.roles import officer_required
from events.missions.pages import MissionPage
from events.models import Edition, Mission, TradeShow
from events.show_forms import EditionForm, ShowForm

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


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


@login_not_required
@require_safe
def edition(request, pk):
    """One edition: what is known of it, from which source, and the missions to it."""
    found = get_object_or_404(Edition.objects.select_related("show"), pk=pk)
    missions = Mission.objects.visible_to(request.user).filter(edition=found).with_texts()
    pages = [MissionPage(each, request.user) for each in missions]
    context = {"edition": found, "show": found.show, "pages": pages}
    return render(request, "events/edition.html", context)


@get_or_post
@officer_required
def add_show(request):
    """Add a trade show that is not here yet."""
    form = ShowForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        show = form.save()
        messages.success(request, _("Saved. Now add its next edition."))
        return redirect("events:add_edition", show.slug)
    return _form(request, form, _("Add a trade show"))


@get_or_post
@officer_required
def add_edition(request, slug):
    """Add one year of a show."""
    show = get_object_or_404(TradeShow, slug=slug)
    return _save_edition(request, Edition(show=show), _("Add an edition of %(show)s") % {"show": show})


@get_or_post
@officer_required
def edit_edition(request, pk):
    """Correct the dates of an edition, or say that they are confirmed."""
    found = get_object_or_404(Edition.objects.select_related("show"), pk=pk)
    return _save_edition(request, found, _("Dates of %(edition)s") % {"edition": found})


def _save_edition(request, found, title):
    form = EditionForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        form.instance.is_entered = True
        return redirect(form.save())
    return _form(request, form, title)


def _form(request, form, title):
    status = 422 if request.method == "POST" else 200
    return render(request, "events/edit.html", {"form": form, "title": title}, status=status)
