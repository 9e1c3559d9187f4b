"""People, the agencies they work for, and their leave."""

from datetime import timedelta

import factory
from allauth.account.models import EmailAddress

from accounts.models import Absence, Agency, Country, Role, User
from accounts.models.users import Language

PASSWORD = "nine-cranes-over-the-loire"


class AgencyFactory(factory.django.DjangoModelFactory):
    """An agency of France; traits: japanese, ministry."""

    class Meta:
        model = Agency
        django_get_or_create = ("slug",)

    class Params:
        japanese = factory.Trait(slug="jetro", name="JETRO", country=Country.JAPAN)
        ministry = factory.Trait(slug="dge", name="DGE", kind=Agency.Kind.MINISTRY)

    slug = "business-france"
    name = "Business France"
    country = Country.FRANCE


class UserFactory(factory.django.DjangoModelFactory):
    """A verified member who signs in with PASSWORD; traits: the other roles, french, japanese, unverified."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    class Params:
        french = factory.Trait(language=Language.FRENCH, time_zone="Europe/Paris")
        japanese = factory.Trait(language=Language.JAPANESE, time_zone="Asia/Tokyo")
        french_officer = factory.Trait(
            french=True, role=Role.OFFICER, agency=factory.SubFactory(AgencyFactory)
        )
        japanese_officer = factory.Trait(
            japanese=True, role=Role.OFFICER, agency=factory.SubFactory(AgencyFactory, japanese=True)
        )
        french_lead = factory.Trait(french=True, role=Role.LEAD, agency=factory.SubFactory(AgencyFactory))
        japanese_lead = factory.Trait(
            japanese=True, role=Role.LEAD, agency=factory.SubFactory(AgencyFactory, japanese=True)
        )
        reader = factory.Trait(
            french=True, role=Role.READER, agency=factory.SubFactory(AgencyFactory, ministry=True)
        )
        admin = factory.Trait(role=Role.ADMIN, is_superuser=True)
        unverified = factory.Trait(address__verified=False)

    email = factory.Sequence(lambda number: f"person{number}@example.com")
    password = factory.django.Password(PASSWORD)

    @factory.post_generation
    def address(self, create, extracted, **changes):
        """The row that says whether the address is verified."""
        if create:
            EmailAddress.objects.create(
                user=self, email=self.email, primary=True, **{"verified": True, **changes}
            )


class AbsenceFactory(factory.django.DjangoModelFactory):
    """A week's leave of a French officer that begins today."""

    class Meta:
        model = Absence

    officer = factory.SubFactory(UserFactory, french_officer=True)
    deputy = factory.SubFactory(UserFactory, french_officer=True)
    starts_on = factory.LazyAttribute(lambda absence: absence.officer.today)
    ends_on = factory.LazyAttribute(lambda absence: absence.starts_on + timedelta(days=6))
