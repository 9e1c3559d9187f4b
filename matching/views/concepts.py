"""The officers' pages of the thesaurus: find a concept, see who uses it, change its labels."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.roles import officer_required
from matching import wording
from matching.concept_pages import concept_page, domains, rows
from matching.forms.concepts import ConceptSearchForm, HiddenLabelForm, NewLabelForm
from matching.thesaurus.concepts import Concept
from matching.thesaurus.skos import turtle


@require_safe
@officer_required
def concepts(request):
    """Search the concepts by their labels, or list those of a domain."""
    form = ConceptSearchForm(request.GET)
    found = []
    if form.is_valid():
        found = rows(**form.cleaned_data, language=get_language())
    context = {"form": form, "concepts": found, "domains": domains()}
    return render(request, "matching/concepts.html", context)


@require_safe
@officer_required
def concept(request, slug):
    """Show one concept: its labels, its place, and the profiles that use it."""
    return _page(request, _concept(slug), NewLabelForm(initial={"language": get_language()}))


@require_POST
@officer_required
def add_label(request, slug):
    """Add a label, which the next refresh uses."""
    concept, form = _concept(slug), NewLabelForm(request.POST)
    if form.is_valid():
        try:
            wording.add(concept.id, **form.cleaned_data, officer=request.user)
        except wording.WordingError as refusal:
            form.add_error("label", str(refusal))
    if form.errors:
        return _page(request, concept, form, status=422)

    messages.success(request, _("Saved. The next refresh of all profiles uses it."))
    return redirect("matching:concept", slug)


@require_POST
@officer_required
def hide_label(request, slug):
    """Leave a label out, or use it again."""
    concept, form = _concept(slug), HiddenLabelForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Nothing was changed: the form was not complete."))
        return redirect("matching:concept", slug)

    try:
        _hide_or_show(concept, request.user, **form.cleaned_data)
    except wording.WordingError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Saved. The next refresh of all profiles uses it."))
    return redirect("matching:concept", slug)


@require_safe
@officer_required
def export_concepts(request):
    """The thesaurus in use as SKOS."""
    base = request.build_absolute_uri(reverse("matching:concepts"))
    text = turtle(wording.thesaurus_in_use(), base)
    headers = {"Content-Disposition": 'attachment; filename="enishi-thesaurus.ttl"'}
    return HttpResponse(text, content_type="text/turtle; charset=utf-8", headers=headers)


def _hide_or_show(concept: Concept, officer, *, language: str, label: str, show: bool) -> None:
    if show:
        wording.show(concept.id, language, label)
    else:
        wording.hide(concept.id, language, label, officer=officer)


def _concept(slug: str) -> Concept:
    found = wording.thesaurus_in_use().concepts.get(slug)
    if found is None:
        raise Http404
    return found


def _page(request, concept: Concept, form, *, status=200):
    context = {"page": concept_page(concept, get_language()), "form": form}
    return render(request, "matching/concept.html", context, status=status)
