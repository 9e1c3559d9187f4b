"""What members answer to one match: interest, not now, taking back, and agreeing to be named."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.roles import member_required
from common.states import TransitionError
from matching.forms.answers import AgreeForm, DeclineForm, InterestForm
from matching.life import agreeing, answering
from matching.models import Match
from matching.own.presenting import suggestion_for
from matching.own.standing import Standing, standing_of
from matching.views.own import ANSWERABLE, notes_of, own_match, page_of, showing_and_acting
from startups.models import Contact


@showing_and_acting
@member_required
def interest(request, pk):
    """Say yes, with a note; whoever is named agrees first, or in the same step."""
    company, match = own_match(request, pk)
    data = request.POST if request.method == "POST" else None
    form = InterestForm(data, match=match, company=company, person=request.user)
    if data is None and standing_of(match, company) not in ANSWERABLE:
        return redirect(match)
    if form.is_valid():
        refusal = _say_yes(form)
        if not refusal:
            messages.success(request, _interested(match))
            return redirect(match)
        form.add_error(None, str(refusal))
        return _interest_page(request, form, status=409)
    return _interest_page(request, form, status=200 if data is None else 422)


@require_POST
@member_required
def agree(request, pk):
    """Agree to be named, for the contact person alone; any member may send the interest then."""
    company, match = own_match(request, pk)
    form = AgreeForm(request.POST, match=match, company=company, person=request.user)
    if not form.is_valid():
        return page_of(request, company, match, agree_form=form, status=422)

    copies = form.cleaned_data["officers_in_copy"]
    agreeing.agree(match, company=company, person=request.user, officers_in_copy=copies)
    messages.success(request, _("Noted: you agree to be named. You can take it back until the introduction."))
    return redirect(match)


@require_POST
@member_required
def decline(request, pk):
    """Say "not now" with a reason."""
    company, match = own_match(request, pk)
    form = DeclineForm(request.POST)
    if not form.is_valid():
        return page_of(request, company, match, form=form, status=422)

    answering.decline(match, company=company, member=request.user, reason=form.cleaned_data["reason"])
    messages.success(request, _("Noted: not now. This pair will not be suggested again for 180 days."))
    return redirect("matching:matches")


@showing_and_acting
@member_required
def withdraw(request, pk):
    """Say what taking a match back means, then do it."""
    company, match = own_match(request, pk)
    if request.method == "POST":
        answering.withdraw(match, company=company, member=request.user)
        messages.success(
            request, _("You have taken the match back. The other company is told that it ended.")
        )
        return redirect("matching:matches")
    if standing_of(match, company) not in (Standing.THEIRS, Standing.OFFICERS):
        return redirect(match)
    suggestion = suggestion_for(company, match, get_language())
    return render(request, "matching/match_withdraw.html", {"suggestion": suggestion})


def _say_yes(form: InterestForm) -> TransitionError | None:
    """The refusal, where the match can still be answered and the form is to be shown again."""
    match, company = form.match, form.company
    try:
        agreeing.say_yes(match, company=company, member=form.person, **form.cleaned_data)
    except TransitionError as refusal:
        if Match.objects.get(pk=match.pk).is_open:
            return refusal
        raise
    return None


def _interested(match: Match) -> str:
    if Match.objects.get(pk=match.pk).state == Match.State.MUTUAL:
        return _("Both companies are interested. One officer of each country decides now.")
    return _("Your interest is on its way. You see here what they answer.")


def _interest_page(request, form: InterestForm, *, status: int):
    context = {
        "suggestion": suggestion_for(form.company, form.match, get_language()),
        "form": form,
        "own_contact": Contact.objects.filter(company=form.company).first(),
        "standing": standing_of(form.match, form.company),
        **notes_of(form.match, form.company),
    }
    return render(request, "matching/interest.html", context, status=status)
