"""Officers of the sending country prepare a mission: facts, texts, and the lists that belong to it."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.roles import officer_required
from events.missions import preparing
from events.missions.forms import PARTS, MissionForm, MissionTextsForm
from events.models import Mission
from events.views.missions import visible

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@get_or_post
@officer_required
def create(request):
    """Begin a mission to a show in the other country."""
    form = MissionForm(request.POST or None, officer=request.user, instance=Mission())
    if request.method == "POST" and form.is_valid():
        form.instance.key = form.cleaned_data["key"]
        created = preparing.create(form.instance, by=request.user)
        messages.success(request, _("Saved. Now write the texts in three languages."))
        return redirect("missions:edit_texts", created.pk)
    return _page(request, form, title=_("Prepare a mission"))


@get_or_post
@officer_required
def edit(request, pk):
    """Change the facts and conditions."""
    with transaction.atomic():
        mission = preparing.editable(visible(request, pk), by=request.user)
        form = MissionForm(request.POST or None, officer=request.user, instance=mission)
        if request.method == "POST" and form.is_valid():
            # Only what this form asks: the state belongs to `move_to`.
            names = [*form.Meta.fields, "opens_at", "deadline_at", "rules"]
            form.instance.save(update_fields=names)
            said = _("Saved. The deadline, the same for everybody: %(deadline)s")
            return _saved(request, mission, said % {"deadline": mission.deadline})
    return _page(request, form, title=_("Facts and conditions"), mission=mission)


@get_or_post
@officer_required
def edit_texts(request, pk):
    """Change title and theme in the three languages."""
    with transaction.atomic():
        mission = preparing.editable(visible(request, pk), by=request.user)
        form = MissionTextsForm(request.POST or None, mission=mission)
        if request.method == "POST" and form.is_valid():
            form.save()
            return _saved(request, mission)
    return _page(request, form, title=_("Texts"), mission=mission)


@get_or_post
@officer_required
def edit_part(request, pk, part):
    """Change one of the lists: criteria, costs, programme."""
    found = visible(request, pk)
    if part not in PARTS:
        raise Http404
    title, formset_class = PARTS[part]
    with transaction.atomic():
        mission = preparing.editable(found, by=request.user)
        is_sent = request.method == "POST" and f"{part}-TOTAL_FORMS" in request.POST
        formset = formset_class(request.POST if is_sent else None, instance=mission, prefix=part)
        if is_sent and formset.is_valid():
            formset.save()
            return _saved(request, mission)
    status = 422 if request.method == "POST" else 200
    context = {"formset": formset, "title": title, "mission": mission}
    return render(request, "missions/part.html", context, status=status)


def _saved(request, mission, said=""):
    messages.success(request, said or _("Saved."))
    return redirect(mission)


def _page(request, form, *, title, mission=None):
    status = 422 if form.errors or (request.method == "POST" and not form.is_bound) else 200
    context = {"form": form, "title": title, "mission": mission}
    return render(request, "missions/edit.html", context, status=status)
