"""The member's suggestions, and where everybody starts."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.models import Role
from accounts.roles import member_required
from matching import answering
from matching.forms import DeclineForm
from matching.models import Match
from matching.presenting import suggestion_for
from matching.wording import thesaurus_in_use
from startups.models import Company

STARTS = {
    Role.OFFICER: "matching:desk",
    Role.LEAD: "matching:desk",
    Role.READER: "matching:board",
    Role.ADMIN: "admin:index",
    Role.MEMBER: "matching:suggestions",
}


@require_safe
def dashboard(request):
    """Take everybody to where their work begins."""
    return redirect(STARTS[request.user.role])


@require_safe
@member_required
def suggestions(request):
    """Show whom the member's company should meet, and why."""
    company = _own_company(request)
    if company is None or not company.is_published:
        return render(request, "matching/suggestions.html", {"company": company})

    page = Paginator(_shown_to(company), 10).get_page(request.GET.get("page"))
    thesaurus = thesaurus_in_use()
    page.object_list = [
        suggestion_for(company, match, get_language(), thesaurus=thesaurus) for match in page.object_list
    ]
    template = "matching/_suggestions.html" if request.htmx else "matching/suggestions.html"
    return render(request, template, {"company": company, "page": page, "is_ranked": _is_ranked(company)})


@require_safe
@member_required
def suggestion(request, pk):
    """Show one suggestion with all its reasons."""
    company, match = _own_match(request, pk)
    context = {"suggestion": suggestion_for(company, match, get_language()), "form": DeclineForm()}
    return render(request, "matching/suggestion.html", context)


@require_POST
@member_required
def decline(request, pk):
    """Say "not now" with a reason."""
    company, match = _own_match(request, pk)
    form = DeclineForm(request.POST)
    if not form.is_valid():
        context = {"suggestion": suggestion_for(company, match, get_language()), "form": form}
        return render(request, "matching/suggestion.html", context, status=422)

    answering.decline(match, company=company, member=request.user, reason=form.cleaned_data["reason"])
    messages.success(request, _("Noted: not now. This pair will not be suggested again for 180 days."))
    return redirect("matching:suggestions")


def _own_company(request) -> Company | None:
    return Company.objects.of(request.user).select_related("vector").order_by("pk").first()


def _own_match(request, pk: int) -> tuple[Company, Match]:
    company = _own_company(request)
    matches = Match.objects.with_companies().for_company(company)
    return company, get_object_or_404(matches, pk=pk)


def _shown_to(company: Company):
    return Match.objects.suggested().shown_to(company).with_companies()


def _is_ranked(company: Company) -> bool:
    vector = getattr(company, "vector", None)
    return bool(vector and vector.ranked_at and vector.profile_version == company.profile_version)
