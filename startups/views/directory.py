"""The directory of published companies, and their profiles."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from accounts.models import Role
from startups.directory import CompanyFilter
from startups.models import Company

PER_PAGE = 20


@require_safe
@vary_on_headers("HX-Request")  # a browser's cache keeps page and fragment apart
def directory(request):
    """List the published companies that the filters let through."""
    if not may_look_around(request.user):
        raise PermissionDenied
    companies = CompanyFilter(request.GET, Company.objects.published().with_public_profile())
    page = Paginator(companies.qs.newest_first(), PER_PAGE).get_page(request.GET.get("page"))
    for company in page.object_list:
        company.text = company.text_for(get_language())
    template = "startups/_directory.html" if request.htmx else "startups/directory.html"
    return render(request, template, {"filter": companies, "page": page})


@require_safe
def profile(request, pk):
    """Show one profile without its contact data."""
    companies = Company.objects.visible_to(request.user)
    if not may_look_around(request.user):
        companies = companies.of(request.user)
    company = get_object_or_404(companies.with_profile(), pk=pk)
    context = {
        "company": company,
        "text": company.text_for(get_language()),
        "may_complain": may_complain(request.user, company),
    }
    return render(request, "startups/profile.html", context)


def may_complain(user, company: Company) -> bool:
    """Whether the page offers to report or block: to members of a published company of the other country."""
    if user.role != Role.MEMBER or not company.is_published:
        return False
    return Company.objects.of(user).published().exclude(country=company.country).exists()


def may_look_around(user) -> bool:
    """Members of published companies, officers and readers may; admins approve and see nothing."""
    if user.role == Role.MEMBER:
        return Company.objects.of(user).published().exists()
    return user.role != Role.ADMIN
