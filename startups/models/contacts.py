"""The private contact person of a company: shown to nobody on the other side before an introduction."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.models.users import Language
from startups import readings
from startups.models.companies import Company


class Contact(models.Model):
    """Who speaks for the company; private."""

    company = models.OneToOneField(Company, on_delete=models.CASCADE, related_name="contact")
    family_name = models.CharField(_("family name"), max_length=100)
    given_name = models.CharField(_("given name"), max_length=100)
    family_name_kana = models.CharField(_("family name in kana"), max_length=100, blank=True)
    given_name_kana = models.CharField(_("given name in kana"), max_length=100, blank=True)
    title = models.CharField(_("job title"), max_length=100, blank=True)
    email = models.EmailField(_("e-mail address"))
    phone = models.CharField(_("telephone"), max_length=30, blank=True)

    def __str__(self):
        return f"contact of {self.company_id}"

    @property
    def family_name_reading(self) -> str:
        """How the family name is read: in kana, and in Latin letters for whoever reads another language."""
        return _reading(self.family_name_kana)

    @property
    def given_name_reading(self) -> str:
        """How the given name is read, likewise."""
        return _reading(self.given_name_kana)


def _reading(kana: str) -> str:
    if not kana or get_language() == Language.JAPANESE:
        return kana
    return f"{readings.latin(kana)}, {kana}"
