"""What members answer to a match, agree to, and tell the officers."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.models import Consent
from matching.life import agreeing, consents
from matching.models import Match, MissionSuggestion
from matching.models.interests import LONGEST_NOTE
from matching.own.private_names import find_private_names
from startups.forms import SafeTextMixin
from startups.models import Company, Contact
from startups.text_forms import contact_data_refusals

Purpose = Consent.Purpose


class DeclineForm(forms.Form):
    """Why not now."""

    reason = forms.ChoiceField(label=_("Why not now?"), choices=Match.DeclineReason, widget=forms.RadioSelect)


class DeclineMissionForm(forms.Form):
    """Why not this mission now."""

    reason = forms.ChoiceField(
        label=_("Why not now?"), choices=MissionSuggestion.DeclineReason, widget=forms.RadioSelect
    )


class AgreeForm(forms.Form):
    """The contact person agrees to be named, in words that say to whom and when."""

    agrees = forms.BooleanField(
        label=_("I am this person and agree"),
        error_messages={"required": _("Nobody is named without having agreed: please tick the box.")},
    )
    officers_in_copy = forms.BooleanField(label=_("I agree to officers in copy (optional)"), required=False)

    def __init__(self, *args, match: Match, company: Company, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.match, self.company, self.person = match, company, person
        for name, purpose in (
            ("agrees", Purpose.INTRODUCTION),
            ("officers_in_copy", Purpose.OFFICERS_IN_COPY),
        ):
            words = consents.text(purpose, match, company, person.language)
            self.fields[name].help_text = words  # the names in it were escaped by the template
            self.fields[name].widget.attrs["lang"] = person.language


class LinesField(forms.CharField):
    """A text of several lines, in which a line end is one character, as it is to whoever counts along."""

    widget = forms.Textarea

    def to_python(self, value):
        """The text with the line ends of the database, not those of forms."""
        return super().to_python(value).replace("\r\n", "\n")


class InterestForm(SafeTextMixin, AgreeForm):
    """A yes, with a note to the other company; the consent is asked for only where none is in force."""

    note = LinesField(
        label=_("Your message to them (optional)"),
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_(
            "At most 600 characters, in any language. Without names, e-mail addresses or telephone numbers: "
            "they are given when you are introduced."
        ),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Browsers cut what is pasted to this length and say nothing; our answer says so.
        self.fields["note"].widget.attrs.pop("maxlength", None)
        self.is_agreed = consents.is_valid(self.match, self.company)
        self.is_blocked = not self.is_agreed and not agreeing.is_contact_person(self.person, self.company)
        if self.is_agreed or self.is_blocked:
            del self.fields["agrees"], self.fields["officers_in_copy"]

    def clean_note(self):
        """Refuse contact data and the names of the company's own people."""
        note = self.cleaned_data["note"]
        refusals = contact_data_refusals(note)
        text = _("Your message names %(name)s. Names are given when you are introduced. Please take it out.")
        refusals += [ValidationError(text, "name", {"name": name}) for name in self._own_names_in(note)]
        if refusals:
            raise ValidationError(refusals)
        return note

    def clean(self):
        """Let nobody but the contact person take the place of their consent."""
        if self.is_blocked:
            raise ValidationError(
                _("The contact person has to agree to be named before the interest can be sent."),
                code="not_agreed",
            )
        return super().clean()

    def _own_names_in(self, note: str) -> list[str]:
        for name in (self.company.legal_name, self.company.latin_name):
            note = note.replace(name, " ") if name else note  # many companies bear their founder's name
        people = [(user.family_name, user.given_name) for user in self._members()]
        for contact in Contact.objects.filter(company=self.company):
            people.append((contact.family_name, contact.given_name))
            people.append((contact.family_name_kana, contact.given_name_kana))
        return find_private_names(note, people)

    def _members(self):
        return [membership.user for membership in self.company.memberships.select_related("user")]


class ReportForm(SafeTextMixin, forms.Form):
    """What happened, for the officers of the own country."""

    text = forms.CharField(
        label=_("What happened?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("At most 2,000 characters. What, when, and how you noticed it."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].widget.attrs.pop("maxlength", None)
