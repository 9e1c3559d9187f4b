"""What the member's pages share: the own company, its match, and the page that shows one."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from events.meetings.pages import pages_for
from events.models import Meeting
from matching.forms.answers import AgreeForm, DeclineForm
from matching.life import agreeing, consents, introducing
from matching.life.meeting import meetings_of
from matching.models import Match
from matching.own.after import afterwards
from matching.own.presenting import suggestion_for
from matching.own.standing import Standing, standing_of
from matching.own.timeline import lines_for
from startups.models import Company, Contact

showing_and_acting = require_http_methods(["GET", "HEAD", "POST"])
ANSWERABLE = (Standing.SUGGESTED, Standing.YOURS)
WITH_HALVES = (Standing.OFFICERS, Standing.INTRODUCED, Standing.CLOSED)
KNOWN = (Standing.INTRODUCED, Standing.CLOSED)


def own_company(request) -> Company | None:
    """The member's company, if they have one."""
    return Company.objects.of(request.user).select_related("vector").order_by("pk").first()


def own_match(request, pk: int) -> tuple[Company, Match]:
    """The member's company and a match of it; 404 for everybody else's."""
    company = own_company(request)
    rows = Match.objects.with_companies().select_related("made_by__agency")
    rows = rows.prefetch_related("interests", "events", "approvals__officer__agency")
    return company, get_object_or_404(rows.for_company(company), pk=pk)


def introduced_match(request, pk: int) -> tuple[Company, Match]:
    """The member's company and a match in which it was introduced; 404 for any other."""
    company, match = own_match(request, pk)
    if match.state not in introducing.KNOWN_IN:
        raise Http404
    return company, match


def other_company(request, pk: int) -> tuple[Company, Company]:
    """The member's company and one of the other country that it may know of; 404 for any other."""
    company = own_company(request)
    other = get_object_or_404(Company, pk=pk)
    if company is None or other.country == company.country or not _may_know(company, other):
        raise Http404
    return company, other


def page_of(request, company: Company, match: Match, *, status: int = 200, **forms):
    """The page of one match; `forms` are those that were sent and refused."""
    standing = standing_of(match, company)
    context = {
        "suggestion": suggestion_for(company, match, get_language()),
        "standing": standing,
        "is_answerable": standing in ANSWERABLE,
        "lines": lines_for(match, company),
        "halves": match.approvals.all() if standing in WITH_HALVES else [],
        "after": afterwards(match, company) if standing == Standing.INTRODUCED else None,
        "form": DeclineForm(),
        **meetings_for(request, match, standing),
        **notes_of(match, company),
        **consent_of(request, company, match, standing),
        **forms,
    }
    return render(request, "matching/match.html", context, status=status)


def meetings_for(request, match: Match, standing: Standing) -> dict:
    """The meetings of an introduced match; while one is proposed, no other can be."""
    pages = pages_for(request.user, meetings_of(match)) if standing in KNOWN else []
    return {
        "meetings": pages,
        "is_proposed": any(page.meeting.state == Meeting.State.PROPOSED for page in pages),
        "is_agreed": any(page.meeting.is_agreed for page in pages),
    }


def notes_of(match: Match, company: Company) -> dict:
    """What each side wrote to the other."""
    notes = {interest.company_id: interest.note for interest in match.interests.all()}
    return {
        "own_note": notes.get(company.pk, ""),
        "other_note": notes.get(match.other_side(company).pk, ""),
    }


def consent_of(request, company: Company, match: Match, standing: Standing) -> dict:
    """Whom the own side names, whether they agreed; and the other side's contact once introduced."""
    is_contact = agreeing.is_contact_person(request.user, company)
    consent = consents.given(match, company)
    context = {
        "own_contact": Contact.objects.filter(company=company).first(),
        "consent": consent,
        "gap": None if consent else consents.gap(match, company),
        "is_contact": is_contact,
        "may_take_back": consent and consent.person == request.user and standing not in KNOWN,
    }
    if is_contact and not consent and _may_agree_here(company, standing):
        context["agree_form"] = AgreeForm(match=match, company=company, person=request.user)
    if standing in KNOWN:
        context["contact"] = contact_of_other_side(match, company)
    return context


def contact_of_other_side(match: Match, company: Company) -> Contact | None:
    """The contact person of the other side; nobody where another has taken their place and not agreed yet."""
    contact = introducing.contact_for(match, company)
    return contact if consents.is_valid(match, match.other_side(company)) else None


def _may_agree_here(company: Company, standing: Standing) -> bool:
    """Whether the page asks for the consent by itself; an only member gives it with the interest."""
    if standing in ANSWERABLE:
        return company.memberships.count() > 1
    return standing in (Standing.THEIRS, Standing.OFFICERS, *KNOWN)


def _may_know(company: Company, other: Company) -> bool:
    in_the_directory = company.is_published and other.is_published
    return in_the_directory or Match.objects.for_company(company).involving(other).exists()
