"""Proposing a meeting to the company one was introduced to."""

from django.views.decorators.http import require_http_methods

from accounts.roles import member_required
from events.meetings import arranging
from events.meetings.proposing import proposal_page
from matching.life import blocking
from matching.views.own import introduced_match


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def propose(request, pk):
    """Ask for times, show them in both zones, and send the proposal."""
    company, match = introduced_match(request, pk)
    other = match.other_side(company)
    blocking.check_may_meet(company, other)

    def send(form):
        pair = {"french_company": match.french_company, "japanese_company": match.japanese_company}
        return arranging.propose(**pair, by=request.user, key=form.cleaned_data["key"], **form.proposal())

    return proposal_page(request, other=other, send=send, back=match.get_absolute_url())
