"""The member's side of a profile's standing: appeal and withdrawal."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.roles import member_required
from common.errors import conflict
from common.states import TransitionError
from startups import standing
from startups.forms import AppealForm
from startups.views.registration import company_page, own_company


@require_POST
@member_required
def appeal(request):
    """Ask a lead to look at a rejection."""
    company = own_company(request)
    if company is None:
        return redirect("startups:company")
    form = AppealForm(request.POST)
    if not form.is_valid():
        return company_page(request, company, appeal=form, status=422)

    try:
        standing.appeal(company, **form.cleaned_data)
    except TransitionError as refusal:
        return conflict(request, refusal)
    messages.success(request, _("Your appeal is with a lead officer of your country."))
    return redirect("startups:company")


@require_POST
@member_required
def withdraw(request):
    """Take the company out of Enishi."""
    company = own_company(request)
    if company is None:
        return redirect("startups:company")
    try:
        standing.withdraw(company)
    except TransitionError as refusal:
        return conflict(request, refusal)
    messages.success(request, _("The profile is withdrawn: nobody but you and the officers sees it."))
    return redirect("startups:company")
