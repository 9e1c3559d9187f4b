"""Suggested missions: the page of one and its answers for members, the ranked companies for officers."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.roles import member_required, officer_required
from events.models import Mission
from matching.forms.answers import DeclineMissionForm
from matching.models import MissionSuggestion
from matching.own import mission_answers
from matching.own import missions as own_missions
from matching.wording import thesaurus_in_use
from startups.models import Company


@require_safe
@member_required
def suggested(request, pk):
    """Show why a mission is suggested, who is there, and what may be answered."""
    return _page_of(request, _own(request, pk))


@require_POST
@member_required
def interest(request, pk):
    """Say yes, and go on with the application."""
    application = mission_answers.say_interested(_own(request, pk), member=request.user)
    messages.success(request, _("Your application is begun. Every step is saved until the deadline."))
    return redirect(application)


@require_POST
@member_required
def decline(request, pk):
    """Say "not now" with a reason."""
    suggestion = _own(request, pk)
    form = DeclineMissionForm(request.POST)
    if not form.is_valid():
        return _page_of(request, suggestion, form=form, status=422)

    mission_answers.decline(suggestion, member=request.user, reason=form.cleaned_data["reason"])
    messages.success(request, _("Noted: not now. This mission will not be suggested again."))
    return redirect("matching:matches")


@require_safe
@officer_required
def companies(request, pk):
    """Show officers to whom a mission is suggested, why, and what they answered."""
    visible = Mission.objects.visible_to(request.user).with_texts().select_related("ranking")
    mission = get_object_or_404(visible, pk=pk)
    own = Company.objects.of(request.user).values("pk")
    rows = mission.suggestions.exclude(state=MissionSuggestion.State.SUPERSEDED).exclude(company__in=own)
    thesaurus, language = thesaurus_in_use(), get_language()
    context = {
        "mission": mission,
        "is_sending": request.user.country == mission.country,
        "cards": [
            own_missions.card_of(one, language, thesaurus, [])
            for one in rows.with_mission().order_by("-score", "pk")
        ],
    }
    return render(request, "matching/mission_companies.html", context)


def _own(request, pk: int) -> MissionSuggestion:
    own = Company.objects.of(request.user).values("pk")
    return get_object_or_404(MissionSuggestion.objects.filter(company__in=own).with_mission(), pk=pk)


def _page_of(request, suggestion: MissionSuggestion, *, status: int = 200, **forms):
    others = own_missions.good_matches(suggestion.company)
    card = own_missions.card_of(suggestion, get_language(), thesaurus_in_use(), others)
    near = own_missions.near_the_theme(suggestion.mission)
    context = {
        "card": card,
        "mission": suggestion.mission,
        "others": sorted(others, key=lambda other: (other.pk not in near, other.latin_name, other.pk)),
        "near": near,
        "unmet": own_missions.unmet(suggestion) if suggestion.may_say_yes else [],
        "form": DeclineMissionForm(),
        **forms,
    }
    return render(request, "matching/suggested_mission.html", context, status=status)
