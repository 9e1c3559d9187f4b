"""Answering from a mail: a signed link opens a page, and only its button acts."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache

from accounts.models import User
from common.speaking import speak_to
from events.meetings.wording import name_of
from events.models import Mission
from matching.forms.answers import DeclineForm, DeclineMissionForm
from matching.life import answering, links
from matching.models import Match, MissionSuggestion
from matching.own import mission_answers
from matching.views.own import showing_and_acting
from startups.models import Company


@dataclass(frozen=True)
class Asked:
    """Whom a link was written for, about which match or mission, and whether it still answers it."""

    user: User
    company: Company
    row: Match | MissionSuggestion
    is_current: bool
    has_declined: bool  # this very person, already

    @property
    def mission(self) -> Mission | None:
        """The mission it is about; None where it is about a match."""
        return self.row.mission if isinstance(self.row, MissionSuggestion) else None


# Without signing in: the link is the proof, for this person, this match and the state it was in.
@showing_and_acting
@never_cache
@login_not_required
def not_now(request, token):
    """Ask for the reason of "not now"; save it on POST. GET changes nothing: scanners follow links."""
    asked = _about_match(_bound(token, links.MATCH))
    if answered := _answered(request, asked):
        return answered

    form = DeclineForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        answering.decline(asked.row, company=asked.company, member=asked.user, reason=reason)
        return redirect("matching:not_now", token)

    other = name_of(asked.row.other_side(asked.company), get_language())
    context = {"asked": asked, "other": other, "form": form}
    return render(request, "matching/not_now.html", context, status=422 if form.errors else 200)


@showing_and_acting
@never_cache
@login_not_required
def mission_not_now(request, token):
    """The same for a suggested mission."""
    asked = _about_mission(_bound(token, links.MISSION))
    if answered := _answered(request, asked):
        return answered

    form = DeclineMissionForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        mission_answers.decline(asked.row, member=asked.user, reason=form.cleaned_data["reason"])
        return redirect("matching:mission_not_now", token)

    context = {"asked": asked, "mission": asked.mission, "form": form}
    return render(request, "matching/mission_not_now.html", context, status=422 if form.errors else 200)


def _answered(request, asked: Asked | None):
    """The page that says that nothing is to be answered by this link any more; None while it can be."""
    if asked:
        speak_to(request, asked.user)
    if asked is None or not (asked.is_current or asked.has_declined):
        return render(request, "matching/link_over.html", {"asked": asked}, status=410)
    if asked.has_declined:
        return render(request, "matching/not_now_said.html", {"asked": asked})
    return None


def _bound(token: str, kind: str) -> links.Bound | None:
    """What a link was made for; None where it is too old."""
    try:
        return links.read(token, kind)
    except signing.SignatureExpired:
        return None
    except signing.BadSignature as fault:
        raise Http404 from fault


def _about_match(bound: links.Bound | None) -> Asked | None:
    """What the link is about as things stand now; None where the match is gone, or no longer theirs."""
    user = _user(bound)
    company = Company.objects.of(user).order_by("pk").first() if user else None
    matches = Match.objects.for_company(company).select_related("french_company", "japanese_company")
    match = matches.filter(pk=bound.row_pk).first() if bound else None
    if match is None:
        return None
    has_declined = match.state == Match.State.DECLINED and match.decided_by_id == user.pk
    return Asked(user, company, match, match.state == bound.state, has_declined)


def _about_mission(bound: links.Bound | None) -> Asked | None:
    """The same for a suggested mission."""
    user = _user(bound)
    own = Company.objects.of(user) if user else Company.objects.none()
    rows = MissionSuggestion.objects.filter(company__in=own).with_mission()
    row = rows.filter(pk=bound.row_pk).first() if bound else None
    if row is None:
        return None
    has_declined = row.state == MissionSuggestion.State.DECLINED and row.answered_by_id == user.pk
    return Asked(user, row.company, row, row.state == bound.state and row.may_decline, has_declined)


def _user(bound: links.Bound | None) -> User | None:
    return User.objects.filter(pk=bound.user_pk, is_active=True).first() if bound else None
