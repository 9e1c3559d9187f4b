"""Companies with their members, texts and labels."""

from datetime import date

import factory
from django.utils import timezone
from stdnum import luhn
from stdnum.jp import cn

from accounts.models import Country
from accounts.models.users import Language
from startups import names
from startups.models import (
    Company,
    Contact,
    Label,
    LabelClaim,
    Membership,
    ProfileText,
    Programme,
)
from tests.factories.accounts import UserFactory


class CompanyFactory(factory.django.DjangoModelFactory):
    """A French draft with everything a profile needs; traits: japanese, submitted, published."""

    class Meta:
        model = Company
        skip_postgeneration_save = True

    class Params:
        japanese = factory.Trait(
            country=Country.JAPAN,
            legal_name=factory.Sequence(lambda number: f"株式会社見本{number}"),
            kana=factory.Sequence(lambda number: f"ミホン{number}"),
            number=factory.Sequence(lambda number: corporate_number(number)),
            region="京都府",
            city="京都市",
            working_languages=["ja", "en"],
        )
        submitted = factory.Trait(
            state=Company.State.SUBMITTED, submitted_at=factory.LazyFunction(timezone.now)
        )
        published = factory.Trait(
            state=Company.State.PUBLISHED,
            submitted_at=factory.LazyFunction(timezone.now),
            published_at=factory.LazyFunction(timezone.now),
            profile_version=1,
        )

    country = Country.FRANCE
    legal_name = factory.Sequence(lambda number: f"Exemple {number} SAS")
    latin_name = factory.Sequence(lambda number: f"Exemple {number}")
    number = factory.Sequence(lambda number: siren(number))
    founded_on = date(2020, 4, 1)
    stage = Company.Stage.SEED
    head_count = Company.HeadCount.SMALL
    region = "Bretagne"
    city = "Rennes"
    fields = ["agrifood"]
    working_languages = ["fr", "en"]
    sort_key = factory.LazyAttribute(
        lambda company: names.sort_key(
            country=company.country, latin_name=company.latin_name, kana=getattr(company, "kana", "")
        )
    )
    search_key = factory.LazyAttribute(
        lambda company: names.search_key(company.legal_name, company.latin_name, getattr(company, "kana", ""))
    )

    @factory.post_generation
    def member(self, create, extracted, **changes):
        """A person who belongs to the company: `member=user`."""
        if create and extracted:
            MembershipFactory(company=self, user=extracted)

    @factory.post_generation
    def text(self, create, extracted, **changes):
        """The texts in the home language; `text=False` leaves them out, `text__summary=…` sets them."""
        if create and extracted is not False:
            TextFactory(company=self, **{"language": self.home_language, **changes})

    @factory.post_generation
    def contact_person(self, create, extracted, **changes):
        """The private contact person; `contact_person=False` leaves them out."""
        if create and extracted is not False:
            ContactFactory(company=self, **changes)


class MembershipFactory(factory.django.DjangoModelFactory):
    """An owner of a company."""

    class Meta:
        model = Membership

    company = factory.SubFactory(CompanyFactory)
    user = factory.SubFactory(UserFactory)


class TextFactory(factory.django.DjangoModelFactory):
    """The texts of a company in French."""

    class Meta:
        model = ProfileText

    company = factory.SubFactory(CompanyFactory)
    language = Language.FRENCH
    summary = "Nous fabriquons des capteurs qui mesurent l'humidité du sol dans les vignes."
    offers = "Capteurs d'humidité du sol"
    seeks = "Exploitations agricoles pour un site pilote"


class ContactFactory(factory.django.DjangoModelFactory):
    """A contact person whose data no other company may see."""

    class Meta:
        model = Contact

    company = factory.SubFactory(CompanyFactory)
    family_name = factory.Sequence(lambda number: f"Canarifamille{number}")
    given_name = factory.Sequence(lambda number: f"Canariprenom{number}")
    title = "Présidente"
    email = factory.Sequence(lambda number: f"canari{number}@example.com")
    phone = "+33 1 99 00 12 34"


class LabelFactory(factory.django.DjangoModelFactory):
    """A French label."""

    class Meta:
        model = Label
        django_get_or_create = ("programme", "edition")

    programme = factory.LazyFunction(
        lambda: Programme.objects.get_or_create(
            slug="french-tech-2030", defaults={"name": "French Tech 2030", "country": Country.FRANCE}
        )[0]
    )
    edition = "2025"


class LabelClaimFactory(factory.django.DjangoModelFactory):
    """A claim nobody has decided on."""

    class Meta:
        model = LabelClaim

    company = factory.SubFactory(CompanyFactory, submitted=True)
    label = factory.SubFactory(LabelFactory)


def siren(number: int) -> str:
    """The `number`-th valid SIREN."""
    digits = f"{number:08d}"
    return digits + luhn.calc_check_digit(digits)


def corporate_number(number: int) -> str:
    """The `number`-th valid corporate number."""
    digits = f"{number:012d}"
    return cn.calc_check_digit(digits) + digits
