"""What the signed-in person agreed to, and taking it back."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.models import Consent
from matching.life import agreeing
from matching.views.own import showing_and_acting

PER_PAGE = 20


@require_safe
def consents(request):
    """List every consent of the person: to whom, in which words, since when, and whether it is in force."""
    found = Consent.objects.filter(person=request.user).order_by("-given_at", "-pk")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "matching/consents.html", {"page": page})


@showing_and_acting
def take_back(request, pk):
    """Say what taking a consent back means, then do it."""
    consent = get_object_or_404(Consent, pk=pk, person=request.user)
    if request.method == "POST":
        agreeing.take_back(consent, person=request.user)
        messages.success(request, _("Noted: you have taken your consent back."))
        return redirect("matching:consents")

    match, company = agreeing.side_of(consent)
    return render(
        request, "matching/consent_take_back.html", {"consent": consent, "match": match, "company": company}
    )
