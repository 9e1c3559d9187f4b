"""The officers' pages that show every letter of the site, with invented data."""

from csp.constants import SELF
from csp.decorators import csp_update
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from accounts.models.users import Language
from accounts.roles import officer_required
from mail.previewing import previewed
from matching.samples import mail_samples as samples


@require_safe
@officer_required
def mail_samples(request):
    """List the letters by situation, with their subjects in the language chosen."""
    language = chosen_language(request)
    context = {
        "situations": list(samples.by_situation(language)),
        "language": language,
        "languages": Language.choices,
    }
    return render(request, "matching/mail_samples.html", context)


@require_safe
@officer_required
@csp_update({"frame-src": [SELF]})
def mail_sample(request, name):
    """Show one letter as an invented recipient would get it, both its parts."""
    if name not in samples.names():
        raise Http404
    language = chosen_language(request)
    context = {
        "sample": samples.sample(name, language),
        "language": language,
        "languages": Language.choices,
    }
    return render(request, "matching/mail_sample.html", context)


@previewed
@officer_required
def mail_sample_html(request, name):
    """The HTML part of one letter, for the frame on its page."""
    if name not in samples.names():
        raise Http404
    return HttpResponse(samples.html_part(name, chosen_language(request)))


def chosen_language(request) -> str:
    """The language of the letters that the address asks for, else the reader's own."""
    asked = request.GET.get("letters", "")
    return asked if asked in Language.values else get_language()
