"""Reporting an outcome as a company, and settling contested ones as an officer."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.roles import member_required, officer_required
from matching.forms.outcomes import FindingForm, OutcomeForm
from matching.life import outcomes
from matching.models import Contest, Match
from matching.models.outcomes import Milestone
from matching.own.after import afterwards
from matching.views.own import introduced_match

PER_PAGE = 20
get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@get_or_post
@member_required
def report(request, pk):
    """Ask how it went, or save the answer of the member's company; before it is time, say from when."""
    company, match = introduced_match(request, pk)
    after, is_sent = afterwards(match, company), request.method == "POST"
    outcome = after.outcome
    if after.wait or (after.is_settled and not is_sent):
        return _page(request, outcome, after=after, status=409 if is_sent else 200)

    form = OutcomeForm(request.POST if is_sent else None, initial=_initial(outcome))
    if form.is_valid():
        outcomes.report(match, company=company, member=request.user, **form.cleaned_data)
        messages.success(request, _("Thank you. Your answer is saved."))
        return redirect(match)
    return _page(request, outcome, after=after, form=form, status=422 if form.errors else 200)


@require_safe
@officer_required
def contests(request):
    """The outcomes on which the two sides differ, oldest first."""
    matches = Match.objects.without_own_companies(request.user)
    found = Contest.objects.open().filter(match__in=matches)
    found = found.select_related("match__french_company", "match__japanese_company")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "matching/contests.html", {"page": page})


@get_or_post
@officer_required
def contest(request, pk):
    """Show both answers, and settle which agreements count."""
    contests = Contest.objects.select_related(
        "match__french_company", "match__japanese_company", "settled_by"
    )
    found = get_object_or_404(contests, pk=pk)
    if not Match.objects.without_own_companies(request.user).filter(pk=found.match_id).exists():
        raise Http404
    form = FindingForm(request.POST or None, kinds=outcomes.contested_kinds(found.match))
    if request.method == "POST" and form.is_valid():
        decision = {"kinds": form.cleaned_data.get("kinds", []), "finding": form.cleaned_data["finding"]}
        outcomes.settle(found, officer=request.user, **decision)
        messages.success(request, _("Settled: %(match)s.") % {"match": found.match})
        return redirect("matching:contests")

    answers = (
        found.match.outcomes.reported().select_related("company").order_by("milestone", "company__country")
    )
    context = {"contest": found, "answers": answers, "form": form}
    return render(request, "matching/contest.html", context, status=422 if form.errors else 200)


def _page(request, outcome, *, status: int, **content):
    context = {
        "match": outcome.match,
        "other": outcome.match.other_side(outcome.company),
        "milestone": Milestone(outcome.milestone),
        **content,
    }
    return render(request, "matching/outcome.html", context, status=status)


def _initial(outcome) -> dict:
    given = ("meeting", "agreements", "benefit", "is_final", "note") if outcome.reported_at else ()
    return {name: getattr(outcome, name) for name in ("milestone", *given)}
