"""The steps of the registration, each a form of its own."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Country
from accounts.models.users import Language
from common.text_safety import refuse_hidden_characters, refuse_line_ends
from common.web_addresses import WebAddressField
from startups.models import Company, Contact, Field, Label, LabelClaim, Technology
from startups.names import is_reading, search_key, sort_key, to_katakana
from startups.numbers import clean_number

MOST_FIELDS = 5
EARLIEST_YEAR = 1900


class SafeTextMixin:
    """Refuses hidden characters in everything that is typed, and line ends where there is one line."""

    def _clean_fields(self):
        for field in self.fields.values():
            is_text = isinstance(field, forms.CharField) and not isinstance(field, forms.UUIDField)
            if is_text and refuse_hidden_characters not in field.validators:
                one_line = [] if isinstance(field.widget, forms.Textarea) else [refuse_line_ends]
                field.validators = [*field.validators, refuse_hidden_characters, *one_line]
        super()._clean_fields()


class StartForm(forms.Form):
    """Which country the company is of; the key makes a second submit harmless."""

    country = forms.ChoiceField(
        label=_("Where is your company registered?"), choices=Country, widget=forms.RadioSelect
    )
    key = forms.UUIDField(widget=forms.HiddenInput)


class IdentityForm(SafeTextMixin, forms.ModelForm):
    """Who the company is."""

    class Meta:
        model = Company
        fields = [
            "legal_name",
            "latin_name",
            "kana",
            "number",
            "founded_on",
            "stage",
            "head_count",
            "postal_code",
            "region",
            "city",
            "street",
            "website",
        ]
        field_classes = {"website": WebAddressField}
        widgets = {"founded_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}
        help_texts = {
            "legal_name": _("As it is written in the register, with its legal form."),
            "latin_name": _("How readers of the other country will know you."),
            "website": _("Starts with https://. We never open it ourselves."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.country == Country.JAPAN:
            self.fields["kana"].required = True
            self.fields["kana"].help_text = _("The reading of the name, without its legal form.")
            self.fields["number"].help_text = _("The corporate number: thirteen digits.")
            self.fields["region"].label = _("Prefecture")
        else:
            del self.fields["kana"]
            self.fields["number"].help_text = _("The SIREN: nine digits.")
            self.fields["region"].label = _("Region")

    def clean_kana(self):
        kana = to_katakana(self.cleaned_data["kana"])
        if not is_reading(kana):
            raise ValidationError(_("Please write the reading in kana only."), code="not_kana")
        return kana

    def clean_postal_code(self):
        return self.cleaned_data["postal_code"].removeprefix("〒").strip()

    def clean_number(self):
        number = clean_number(self.cleaned_data["number"], self.instance.country)
        twin = Company.objects.filter(country=self.instance.country, number=number).exclude(
            pk=self.instance.pk
        )
        if twin.exists():
            raise ValidationError(
                _(
                    "A company with this number is registered already. What you typed is still here. "
                    "If it is yours, ask the colleague who registered it, or write to us on the contact page."
                ),
                code="duplicate_number",
            )
        return number

    def clean_founded_on(self):
        founded = self.cleaned_data["founded_on"]
        if founded is None:
            raise ValidationError(_("Please give the date in the register."), code="required")
        if founded.year < EARLIEST_YEAR:
            raise ValidationError(_("Please check the year."), code="too_early")
        if founded > timezone.localdate():
            raise ValidationError(_("This date lies in the future."), code="future")
        return founded

    def save(self):
        """Save the names and what is derived from them, in one row that others may have moved on."""
        company = self.instance
        company.sort_key = sort_key(country=company.country, latin_name=company.latin_name, kana=company.kana)
        company.search_key = search_key(company.legal_name, company.latin_name, company.kana)
        # Only what this form asks: the state belongs to `move_to`.
        company.save(update_fields=[*self.fields, "sort_key", "search_key"])
        return company


class ActivityForm(forms.ModelForm):
    """What the company works in, and in which languages it can be spoken to."""

    fields = forms.MultipleChoiceField(
        label=_("Fields, one to five"), choices=Field, widget=forms.CheckboxSelectMultiple
    )
    technologies = forms.MultipleChoiceField(
        label=_("Priority technologies you use"),
        choices=Technology,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    working_languages = forms.MultipleChoiceField(
        label=_("Languages you can work in"), choices=Language, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Company
        fields = ["fields", "technologies", "working_languages"]

    def clean_fields(self):
        """Refuse more fields than the form asks for: who is in all of them is in none."""
        chosen = self.cleaned_data["fields"]
        if len(chosen) > MOST_FIELDS:
            refusal = _("Please choose at most %(most)s fields.")
            raise ValidationError(refusal, code="too_many", params={"most": MOST_FIELDS})
        return chosen

    def save(self):
        """Save what this form asks, and nothing else of the row."""
        self.instance.save(update_fields=[*self.fields])
        return self.instance


class LabelsForm(forms.Form):
    """Which labels of its country the company claims."""

    labels = forms.ModelMultipleChoiceField(
        label=_("Labels you hold"),
        queryset=Label.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("An officer confirms each label. Until then nobody else sees it."),
    )

    def __init__(self, *args, company, **kwargs):
        self.company = company
        super().__init__(*args, **kwargs)
        labels = Label.objects.filter(programme__country=company.country).select_related("programme")
        self.fields["labels"].queryset = labels
        self.fields["labels"].initial = [claim.label_id for claim in company.label_claims.all()]

    def save(self) -> None:
        """Add new claims and take back those nobody has decided on."""
        chosen = self.cleaned_data["labels"]
        claims = self.company.label_claims
        claims.filter(state=LabelClaim.State.CLAIMED).exclude(label__in=chosen).delete()
        for label in chosen:
            claims.get_or_create(label=label)


class ContactForm(SafeTextMixin, forms.ModelForm):
    """The private contact person."""

    class Meta:
        model = Contact
        fields = [
            "family_name",
            "given_name",
            "family_name_kana",
            "given_name_kana",
            "title",
            "email",
            "phone",
        ]

    def __init__(self, *args, company, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.company = company
        if company.country != Country.JAPAN:
            del self.fields["family_name_kana"], self.fields["given_name_kana"]


class AppealForm(SafeTextMixin, forms.Form):
    """Why the rejection is a mistake."""

    statement = forms.CharField(
        label=_("Why is the rejection a mistake?"),
        help_text=_("A lead officer of your country reads it and decides. You can appeal once."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
