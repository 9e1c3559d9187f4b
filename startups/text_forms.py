"""The form for one language of a profile's texts."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.models.users import Language
from common.languages import detect
from startups.contact_data import find_contact_data
from startups.forms import SafeTextMixin
from startups.models import ProfileText

SHORTEST = {Language.JAPANESE: 20}  # characters of a summary; 40 in the other languages
REFUSALS = {
    "email": _(
        "Line %(line)s contains an e-mail address: “%(excerpt)s”. "
        "Contact data is exchanged only after an introduction. Please take it out."
    ),
    "phone": _(
        "Line %(line)s contains a telephone number: “%(excerpt)s”. "
        "Contact data is exchanged only after an introduction. Please take it out."
    ),
    "account": _(
        "Line %(line)s contains a messenger account: “%(excerpt)s”. "
        "Contact data is exchanged only after an introduction. Please take it out."
    ),
}


class TextForm(SafeTextMixin, forms.ModelForm):
    """Summary, offers and seeks in one language; the language is detected unless it is chosen."""

    language = forms.ChoiceField(
        label=_("Language of these texts"),
        choices=[("", _("detect it")), *Language.choices],
        required=False,
    )

    class Meta:
        model = ProfileText
        fields = ["language", "summary", "offers", "seeks"]
        widgets = {
            "summary": forms.Textarea(attrs={"rows": 8}),
            "offers": forms.Textarea(attrs={"rows": 5}),
            "seeks": forms.Textarea(attrs={"rows": 5}),
        }
        help_texts = {
            "summary": _("What you make, for whom, and what is new about it."),
            "offers": _("What a partner gets from you. One to a line."),
            "seeks": _("What you look for in the other country. One to a line."),
        }

    def __init__(self, *args, company, **kwargs):
        super().__init__(*args, **kwargs)
        self.company = company
        self.instance.company = company
        for name in ("summary", "offers", "seeks"):
            # Browsers cut what is pasted to this length and say nothing; our answer says so.
            self.fields[name].widget.attrs.pop("maxlength", None)

    def clean_summary(self):
        return without_contact_data(self.cleaned_data["summary"])

    def clean_offers(self):
        return without_contact_data(self.cleaned_data["offers"])

    def clean_seeks(self):
        return without_contact_data(self.cleaned_data["seeks"])

    def clean(self):
        cleaned = super().clean()
        if "summary" in cleaned:
            cleaned["language"] = cleaned.get("language") or detect(cleaned["summary"])
            self._check_length(cleaned)
            self._check_twin(cleaned["language"])
        return cleaned

    def _check_length(self, cleaned) -> None:
        shortest = SHORTEST.get(cleaned["language"], 40)
        if len(cleaned["summary"].strip()) < shortest:
            self.add_error(
                "summary",
                ValidationError(
                    _(
                        "Please write at least %(shortest)s characters, "
                        "so that a reader understands what you do."
                    ),
                    code="too_short",
                    params={"shortest": shortest},
                ),
            )

    def _check_twin(self, language: str) -> None:
        twins = self.company.texts.filter(language=language).exclude(pk=self.instance.pk)
        if twins.exists():
            self.add_error(
                "language",
                ValidationError(
                    _(
                        "You have texts in %(language)s already. "
                        "Change those, or choose another language here."
                    ),
                    code="duplicate_language",
                    params={"language": Language(language).label},
                ),
            )


def without_contact_data(text: str) -> str:
    """The text, or a ValidationError that names each piece of contact data in it and its line."""
    refusals = contact_data_refusals(text)
    if refusals:
        raise ValidationError(refusals)
    return text


def contact_data_refusals(text: str) -> list[ValidationError]:
    """One error for each piece of contact data in the text, which names it and its line."""
    return [
        ValidationError(REFUSALS[piece.kind], "contact_data", {"line": piece.line, "excerpt": piece.excerpt})
        for piece in find_contact_data(text)
    ]
