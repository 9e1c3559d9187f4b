"""What a member may answer to a suggestion."""

from django import forms
from django.utils.translation import gettext_lazy as _

from matching.models import Match


class DeclineForm(forms.Form):
    """Why not now."""

    reason = forms.ChoiceField(label=_("Why not now?"), choices=Match.DeclineReason, widget=forms.RadioSelect)
