"""The directory's filters."""

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Country
from common.text_safety import search_form
from startups.models import Company, Field, Label, LabelClaim, Technology


class CompanyFilter(django_filters.FilterSet):
    """Published companies by country, field, technology, confirmed label and name in any script."""

    name = django_filters.CharFilter(
        label=_("Name, in any script"), method="by_name", widget=forms.TextInput(attrs={"type": "search"})
    )
    country = django_filters.ChoiceFilter(label=_("Country"), choices=Country.choices, empty_label=_("both"))
    field = django_filters.ChoiceFilter(
        label=_("Field"), choices=Field.choices, empty_label=_("all"), method="by_field"
    )
    technology = django_filters.ChoiceFilter(
        label=_("Technology"), choices=Technology.choices, empty_label=_("all"), method="by_technology"
    )
    label = django_filters.ModelChoiceFilter(
        label=_("Label"),
        queryset=Label.objects.select_related("programme"),
        empty_label=_("all"),
        method="by_label",
    )

    class Meta:
        model = Company
        fields: list[str] = []

    def by_name(self, companies, name, value):
        """Those one of whose names contains the words, in whatever script they are typed."""
        return companies.filter(search_key__contains=search_form(value))

    def by_field(self, companies, name, value):
        return companies.filter(fields__contains=[value])

    def by_technology(self, companies, name, value):
        return companies.filter(technologies__contains=[value])

    def by_label(self, companies, name, value):
        """Only confirmed claims count: a filter must not tell what is hidden."""
        confirmed = LabelClaim.objects.confirmed().filter(label=value)
        return companies.filter(pk__in=confirmed.values("company"))
