"""Entering a leave and its deputy."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Absence, Role, User


class PersonField(forms.ModelChoiceField):
    """A colleague by name and agency."""

    def label_from_instance(self, person) -> str:
        return f"{person.full_name} ({person.agency})"


class LeaveForm(forms.ModelForm):
    """An officer's own leave; a lead also chooses whose it is."""

    officer = PersonField(None, label=_("Officer on leave"))
    deputy = PersonField(None, label=_("Deputy"))

    class Meta:
        model = Absence
        fields = ["officer", "deputy", "starts_on", "ends_on"]
        widgets = {
            name: forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
            for name in ("starts_on", "ends_on")
        }

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, instance=Absence(officer=user), **kwargs)
        officers = active_officers().filter(agency__country=user.country)
        self.fields["deputy"].queryset = officers
        if user.is_lead:
            self.fields["officer"].queryset = officers.filter(agency=user.agency)
        else:
            del self.fields["officer"]
            self.fields["deputy"].queryset = officers.exclude(pk=user.pk)


def active_officers():
    """Officers and leads who may sign in, by name."""
    officers = User.objects.filter(role__in=[Role.OFFICER, Role.LEAD], is_active=True)
    return officers.select_related("agency").order_by("family_name", "given_name", "email")
