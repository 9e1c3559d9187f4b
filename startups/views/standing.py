"""The member's side of a profile's standing: appeal and withdrawal."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.roles import member_required
from startups import standing
from startups.forms import AppealForm
from startups.views.registration import company_page, company_required


@require_POST
@member_required
@company_required
def appeal(request, company):
    """Ask a lead to look at a rejection."""
    form = AppealForm(request.POST)
    if not form.is_valid():
        return company_page(request, company, appeal=form, status=422)

    standing.appeal(company, **form.cleaned_data)
    messages.success(request, _("Your appeal is with a lead officer of your country."))
    return redirect("startups:company")


@require_POST
@member_required
@company_required
def withdraw(request, company):
    """Take the company out of Enishi."""
    standing.withdraw(company)
    messages.success(request, _("The profile is withdrawn: nobody but you and the officers sees it."))
    return redirect("startups:company")
