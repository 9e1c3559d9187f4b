"""The forms of officers about trade shows and their editions."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from accounts import zones
from common.web_addresses import WebAddressField
from events.models import Edition, TradeShow
from startups.forms import SafeTextMixin


class ShowForm(SafeTextMixin, forms.ModelForm):
    """A show that recurs at one venue."""

    time_zone = forms.ChoiceField(label=_("Time zone of the venue"), choices=zones.choices)

    class Meta:
        model = TradeShow
        fields = ["name", "country", "city", "venue", "time_zone", "website"]
        field_classes = {"website": WebAddressField}

    def clean_name(self):
        name = self.cleaned_data["name"]
        self.instance.slug = slugify(name)[:50]
        if not self.instance.slug:
            raise ValidationError(_("Please write the name in Latin letters, too."), code="no_letters")
        if TradeShow.objects.filter(slug=self.instance.slug).exists():
            raise ValidationError(_("This trade show is here already."), code="known")
        return name


class EditionForm(SafeTextMixin, forms.ModelForm):
    """One year of a show; dates count as confirmed only with the source that was read."""

    class Meta:
        model = Edition
        fields = ["year", "starts_on", "ends_on", "is_confirmed", "source", "remark"]
        widgets = {
            name: forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
            for name in ("starts_on", "ends_on")
        }
        help_texts = {"source": _("Where the dates were read, for example the organiser's page.")}

    def clean(self):
        """Look at the order of the days, their year, and the source."""
        super().clean()
        first, last, year = (self.cleaned_data.get(name) for name in ("starts_on", "ends_on", "year"))
        if first and last and last < first:
            self.add_error("ends_on", _("The last day lies before the first."))
        if first and not last:
            self.add_error("ends_on", _("Please give the last day, too."))
        if year and any(day and day.year != year for day in (first, last)):
            self.add_error("year", _("The days lie in another year."))
        if self.cleaned_data.get("is_confirmed") and not self.cleaned_data.get("source"):
            self.add_error("source", _("Confirmed dates name the source in which they were read."))
        twin = Edition.objects.filter(show=self.instance.show_id, year=year).exclude(pk=self.instance.pk)
        if year and twin.exists():
            self.add_error("year", _("This edition is here already."))
        return self.cleaned_data
