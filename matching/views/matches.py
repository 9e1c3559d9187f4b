"""A company's board of matches, the page of one match, and where everybody starts."""

from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from accounts.models import Role
from accounts.roles import member_required
from matching.models import Match
from matching.own.matches import parts_for
from matching.own.missions import cards_for
from matching.views.own import own_company, own_match, page_of
from startups.models import Company

STARTS = {
    Role.OFFICER: "matching:desk",
    Role.LEAD: "matching:desk",
    Role.READER: "matching:board",
    Role.ADMIN: "admin:index",
    Role.MEMBER: "matching:matches",
}


@require_safe
def dashboard(request):
    """Take everybody to where their work begins."""
    return redirect(STARTS[request.user.role])


@require_safe
@member_required
def suggestions(request):
    """Lead on from the address that letters and bookmarks have."""
    return redirect("matching:matches")


@require_safe
@vary_on_headers("HX-Request")  # a browser's cache keeps page and fragment apart
@member_required
def matches(request):
    """Show every match of the member's company, by what is to be done next."""
    company = own_company(request)
    if company is None or not _has_board(company):
        return render(request, "matching/matches.html", {"company": company})

    board = parts_for(company, get_language(), page=request.GET.get("page"))
    missions = cards_for(company, get_language()) if company.is_published else []
    context = {"company": company, "board": board, "is_ranked": _is_ranked(company), "missions": missions}
    if request.htmx:
        return render(request, "matching/_new.html", {**context, "part": board[0], "is_fragment": True})
    return render(request, "matching/matches.html", context)


@require_safe
@member_required
def match(request, pk):
    """Show one match: why, where it stands, and what may be done now."""
    return page_of(request, *own_match(request, pk))


def _has_board(company: Company) -> bool:
    return company.is_published or Match.objects.for_company(company).exists()


def _is_ranked(company: Company) -> bool:
    if not company.is_published:
        return True  # nothing is being worked out
    vector = getattr(company, "vector", None)
    return bool(vector and vector.ranked_at and vector.profile_version == company.profile_version)
