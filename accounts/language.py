"""The language switch: a cookie for everybody, and the account's language for who is signed in."""

from django import forms
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.views.decorators.http import require_POST
from django.views.i18n import set_language


class LanguageForm(forms.Form):
    """One of the site's languages."""

    language = forms.ChoiceField(choices=settings.LANGUAGES)


@login_not_required
@require_POST
def choose_language(request):
    """Keep the chosen language and go back to the page the choice was made on."""
    form = LanguageForm(request.POST)
    if request.user.is_authenticated and form.is_valid():
        request.user.language = form.cleaned_data["language"]
        request.user.save(update_fields=["language"])

    return set_language(request)
