"""The officer's side: profiles to verify and labels to confirm."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.roles import lead_required, officer_required
from startups import confirming, numbers, publishing, standing
from startups.desk_forms import DecisionForm, LabelDecisionForm, StateForm, SuspensionForm
from startups.models import Company, Decision, LabelClaim

PER_PAGE = 25


@require_safe
@officer_required
def desk(request):
    """The profiles of the officer's country: those that wait, oldest first, or those in one state."""
    form = StateForm(request.GET)
    state = form.cleaned_data["state"] if form.is_valid() else ""
    companies = Company.objects.for_officer(request.user).exclude(state=Company.State.DRAFT)
    companies = companies.filter(state=state) if state else companies.awaiting_verification()
    page = Paginator(companies.select_related("reviewer"), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "startups/desk.html", {"page": page, "form": form, "state": state})


@require_safe
@officer_required
def review(request, pk):
    """Everything an officer needs to decide on one profile."""
    company = _company(request, pk)
    return _review(request, company)


@require_POST
@officer_required
def take(request, pk):
    """Say that one works on this profile."""
    publishing.take(_company(request, pk), officer=request.user)
    return redirect("startups:review", pk)


@require_POST
@officer_required
def decide(request, pk):
    """Publish, ask for changes or reject."""
    company = _company(request, pk)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return _review(request, company, form=form, status=422)

    _carry_out(company, request.user, **form.cleaned_data)
    messages.success(
        request, _("Decided. The members of %(company)s are told by mail.") % {"company": company}
    )
    return redirect("startups:desk")


@require_POST
@lead_required
def suspend(request, pk):
    """Hide a published profile, with the reason."""
    company = _company(request, pk)
    form = SuspensionForm(request.POST)
    if not form.is_valid():
        return _review(request, company, suspension=form, status=422)

    standing.suspend(company, lead=request.user, **form.cleaned_data)
    messages.success(request, _("The profile is suspended. Its members are told by mail."))
    return redirect("startups:review", pk)


@require_POST
@lead_required
def reinstate(request, pk):
    """Show a suspended profile again."""
    standing.reinstate(_company(request, pk), lead=request.user)
    messages.success(request, _("The profile is published again. Its members are told by mail."))
    return redirect("startups:review", pk)


@require_safe
@officer_required
def label_desk(request):
    """The claims on labels of the officer's country, oldest first."""
    claims = LabelClaim.objects.for_officer(request.user).awaiting_decision()
    claims = claims.select_related("company", "label__programme")
    page = Paginator(claims, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "startups/label_desk.html", {"page": page})


@require_POST
@officer_required
def decide_label(request, pk):
    """Confirm or refuse one claim."""
    claim = get_object_or_404(LabelClaim.objects.for_officer(request.user), pk=pk)
    form = LabelDecisionForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Nothing was decided: a refusal needs a reason."))
        return redirect("startups:label_desk")

    confirming.decide(claim, officer=request.user, **form.cleaned_data)
    messages.success(request, _("Decided: %(claim)s.") % {"claim": claim})
    return redirect("startups:label_desk")


def _company(request, pk: int) -> Company:
    companies = Company.objects.for_officer(request.user).exclude(state=Company.State.DRAFT)
    return get_object_or_404(companies.with_profile(), pk=pk)


def _review(request, company, *, form=None, suspension=None, status=200):
    is_valid = numbers.passes_check(company.number, company.country)
    context = {
        "company": company,
        "form": form or DecisionForm(initial={"submission": company.submission}),
        "suspension": suspension or SuspensionForm(),
        "number_is_valid": is_valid,
    }
    return render(request, "startups/review.html", context, status=status)


def _carry_out(company, officer, *, submission, outcome, reason, explanation) -> None:
    what = {"officer": officer, "submission": submission}
    if outcome == Decision.Outcome.PUBLISHED:
        publishing.publish(company, **what)
    elif outcome == Decision.Outcome.CHANGES_REQUESTED:
        publishing.request_changes(company, **what, reason=reason, explanation=explanation)
    else:
        publishing.reject(company, **what, reason=reason, explanation=explanation)
