"""Company numbers: each country's own rule."""

import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from stdnum.exceptions import ValidationError as WrongNumber
from stdnum.fr import siren
from stdnum.jp import cn

from accounts.models import Country

RULES = {Country.FRANCE: siren, Country.JAPAN: cn}
MESSAGES = {
    Country.FRANCE: _(
        "A SIREN has nine digits, the last of which checks the others: "
        "this one does not fit. Please compare it with your Kbis extract."
    ),
    Country.JAPAN: _(
        "A corporate number has thirteen digits, the first of which checks the others: "
        "this one does not fit. Please compare it with the notice of the National Tax Agency."
    ),
}


def passes_check(number: str, country: str) -> bool:
    """Whether the number is one that the country's register could have given."""
    return RULES[Country(country)].is_valid(number)


def clean_number(number: str, country: str) -> str:
    """The number in its plain form. Raises ValidationError when the country's check fails.

    Spaces and full-width digits are accepted, and so is a SIRET, whose first nine digits are the SIREN.
    """
    rule = RULES[Country(country)]
    digits = unicodedata.normalize("NFKC", number).translate(str.maketrans("", "", " -.\u3000"))
    if country == Country.FRANCE and len(digits) == 14:
        digits = digits[:9]
    try:
        return rule.validate(digits)
    except WrongNumber as error:
        raise ValidationError(MESSAGES[Country(country)], code="wrong_number") from error
