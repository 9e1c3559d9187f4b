"""Matches that officers make themselves, and suggestions that they screen."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.roles import officer_required
from common.states import TransitionError
from matching.desk import screening as screened
from matching.desk.forms import PairForm, PairSearchForm, ScreeningForm
from matching.life import by_hand
from matching.own.presenting import suggestion_for
from matching.wording import thesaurus_in_use

PER_PAGE = 25


@require_safe
@officer_required
def choose_pair(request):
    """Look for a French and a Japanese company; with both chosen, show why they would be suggested."""
    search = PairSearchForm(request.GET, officer=request.user)
    search.is_valid()
    pair = {side: search.cleaned_data.get(side) for side in ("french", "japanese")}
    if all(pair.values()):
        return _preview(request, PairForm(initial=pair, officer=request.user), pair)

    found = {side: search.found(side) for side in pair}
    return render(request, "matching/desk_pair_search.html", {"form": search, "pair": pair, "found": found})


@require_POST
@officer_required
def make_pair(request):
    """Put the pair on both companies' lists."""
    form = PairForm(request.POST, officer=request.user)
    if form.is_valid():
        match = by_hand.suggest(**form.cleaned_data, officer=request.user)
        messages.success(request, _("Suggested to both companies: %(match)s.") % {"match": match})
        return redirect("matching:choose_pair")

    pair = {side: form.cleaned_data.get(side) for side in ("french", "japanese")}
    if all(pair.values()):
        return _preview(request, form, pair, status=422)
    messages.error(request, _("Please choose a French and a Japanese company with published profiles."))
    return redirect("matching:choose_pair")


@require_safe
@officer_required
def screening(request):
    """List the suggestions that wait for a look, best first, with the reasons."""
    page = Paginator(screened.waiting(request.user).with_companies(), PER_PAGE)
    page = page.get_page(request.GET.get("page"))
    thesaurus, language = thesaurus_in_use(), get_language()
    page.object_list = [
        suggestion_for(match.company_of(request.user.country), match, language, thesaurus=thesaurus)
        for match in page.object_list
    ]
    return render(request, "matching/desk_screening.html", {"page": page, "verdicts": screened.Verdict})


@require_POST
@officer_required
def screen(request):
    """Clear or turn down the selected suggestions, each on its own."""
    form = ScreeningForm(request.POST, officer=request.user)
    if not form.is_valid():
        messages.error(request, _("Nothing was changed: please select suggestions first."))
        return redirect("matching:screening")

    done, refusals = screened.judge(form.cleaned_data["match"], form.cleaned_data["verdict"], request.user)
    if done:
        text = ngettext("%(number)s suggestion done.", "%(number)s suggestions done.", done)
        messages.success(request, text % {"number": done})
    for refusal in refusals:
        messages.warning(request, str(refusal))
    return redirect("matching:screening")


def _preview(request, form, pair, *, status=200):
    context = {"form": form, "pair": pair}
    try:
        match = by_hand.foresee(**pair, officer=request.user)
        company = match.company_of(request.user.country)
        context["suggestion"] = suggestion_for(company, match, get_language())
    except TransitionError as refusal:
        context["refusal"] = refusal
    return render(request, "matching/desk_pair.html", context, status=status)
