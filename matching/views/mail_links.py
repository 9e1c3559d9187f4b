"""Answering from a mail: a signed link opens a page, and only its button acts."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache

from accounts.models import User
from events.wording import name_of
from matching.digests import links
from matching.forms.answers import DeclineForm
from matching.life import answering
from matching.models import Match
from matching.views.own import showing_and_acting
from startups.models import Company


@dataclass(frozen=True)
class Asked:
    """Whom a link was written for, about which match, and whether it can still be answered by it."""

    user: User
    company: Company
    match: Match
    is_current: bool

    @property
    def has_declined(self) -> bool:
        """Whether this very person has said "not now" already."""
        return self.match.state == Match.State.DECLINED and self.match.decided_by_id == self.user.pk


# Without signing in: the link is the proof, for this person, this match and the state it was in.
@showing_and_acting
@never_cache
@login_not_required
def not_now(request, token):
    """Ask for the reason of "not now"; save it on POST. GET changes nothing: scanners follow links."""
    asked = _asked(token)
    if asked is None or not (asked.is_current or asked.has_declined):
        return render(request, "matching/link_over.html", {"asked": asked}, status=410)
    if asked.has_declined:
        return render(request, "matching/not_now_said.html", {"asked": asked})

    form = DeclineForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        answering.decline(asked.match, company=asked.company, member=asked.user, reason=reason)
        return redirect("matching:not_now", token)

    other = name_of(asked.match.other_side(asked.company), get_language())
    context = {"asked": asked, "other": other, "form": form}
    return render(request, "matching/not_now.html", context, status=422 if form.errors else 200)


def _asked(token: str) -> Asked | None:
    """What the link is about as things stand now; None where it is too old or the match is gone."""
    try:
        bound = links.read(token)
    except signing.SignatureExpired:
        return None
    except signing.BadSignature as fault:
        raise Http404 from fault

    user = User.objects.filter(pk=bound.user_pk, is_active=True).first()
    company = Company.objects.of(user).order_by("pk").first() if user else None
    matches = Match.objects.for_company(company).select_related("french_company", "japanese_company")
    match = matches.filter(pk=bound.match_pk).first()
    return Asked(user, company, match, match.state == bound.state) if match else None
