"""Documents of a mission: listed and added by its officers, downloaded by whoever may read them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.roles import officer_required
from events.missions import documents
from events.missions.document_forms import DocumentForm
from events.missions.pages import MissionPage
from events.models import Document
from events.views.missions import visible


@require_http_methods(["GET", "HEAD", "POST"])
@officer_required
def document_list(request, pk):
    """The documents for officers of the sending country, with the form that adds one."""
    mission = visible(request, pk)
    page = MissionPage(mission, request.user)
    if not page.is_sending:
        raise PermissionDenied
    form = DocumentForm(*_sent(request), instance=Document(mission=mission))
    if request.method == "POST" and form.is_valid():
        documents.add(form.save(commit=False), by=request.user, content=form.cleaned_data["file"])
        messages.success(request, _("Saved."))
        return redirect("missions:documents", mission.pk)
    status = 422 if request.method == "POST" else 200
    context = {"mission": mission, "page": page, "form": form}
    return render(request, "missions/documents.html", context, status=status)


@require_POST
@officer_required
def remove(request, pk, document_pk):
    """Take a document away."""
    document = get_object_or_404(visible(request, pk).documents, pk=document_pk)
    documents.remove(document, by=request.user)
    messages.success(request, _("Removed."))
    return redirect("missions:documents", pk)


@login_not_required
@require_safe
@never_cache
def download(request, pk, document_pk):
    """The file, never opened on this site: what browsers show, they may run."""
    mission = visible(request, pk)
    found = [each for each in documents.shown_to(mission, request.user) if each.pk == document_pk]
    if not found or not found[0].is_file:
        raise Http404
    headers = {"Content-Disposition": f'attachment; filename="{found[0].file_name}"'}
    content = bytes(found[0].file.content)
    return HttpResponse(content, content_type="application/pdf", headers=headers)


def _sent(request) -> tuple:
    return (request.POST, request.FILES) if request.method == "POST" else ()
