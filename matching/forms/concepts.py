"""What officers look for and change in the thesaurus."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.models.users import Language
from common.text_safety import search_form
from startups.forms import SafeTextMixin


class ConceptSearchForm(forms.Form):
    """Which concepts to list."""

    words = forms.CharField(
        label=_("A word, in any language"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    domain = forms.CharField(required=False, max_length=100, widget=forms.HiddenInput)


class NewLabelForm(SafeTextMixin, forms.Form):
    """One more label of a concept."""

    language = forms.ChoiceField(label=_("Language"), choices=Language)
    label = forms.CharField(
        label=_("Label"), max_length=100, help_text=_("As founders write it: a word, or a few.")
    )

    def clean_label(self):
        """Refuse what holds no letter: it would be found everywhere, or nowhere."""
        label = self.cleaned_data["label"]
        if not any(sign.isalpha() for sign in search_form(label)):
            raise ValidationError(_("A label needs at least one letter."), code="no_letter")
        return label


class HiddenLabelForm(forms.Form):
    """Which label to leave out, or to use again."""

    language = forms.ChoiceField(choices=Language)
    label = forms.CharField(max_length=100)
    show = forms.BooleanField(required=False)
