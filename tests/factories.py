"""Rows for tests; traits name what is special about one."""

from datetime import UTC, date, datetime, time, timedelta

import factory
from allauth.account.models import EmailAddress
from django.utils import timezone
from stdnum import luhn
from stdnum.jp import cn

from accounts.models import Absence, Agency, Country, Role, User
from accounts.models.users import Language
from events.models import Criterion, Edition, Meeting, Mission, MissionText, Slot, TradeShow
from mail.models import OutgoingEmail
from matching.models import Match, MissionSuggestion
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


class MatchFactory(factory.django.DjangoModelFactory):
    """A suggestion on both companies' lists; tests/matching/stages.py brings it further."""

    class Meta:
        model = Match

    french_company = factory.SubFactory(CompanyFactory, published=True)
    japanese_company = factory.SubFactory(CompanyFactory, published=True, japanese=True)
    shown_to_french = True
    shown_to_japanese = True
    score = 0.5
    similarity = 0.4
    explanation = factory.LazyFunction(lambda: {"shared": [], "french_gives": [], "japanese_gives": []})
    ranking_version = "test"


def morning(days: int = 10) -> datetime:
    """Eight o'clock, in UTC, so many days from now: a time for a meeting."""
    return datetime.combine(timezone.now().date() + timedelta(days=days), time(8), UTC)


class MeetingFactory(factory.django.DjangoModelFactory):
    """A proposal by the French side with three times; traits: confirmed, reconfirmed, past (confirmed too).

    Only rows: nobody is written to and nothing is planned.
    """

    class Meta:
        model = Meeting
        skip_postgeneration_save = True

    class Params:
        confirmed = factory.Trait(
            state=Meeting.State.CONFIRMED, starts_at=factory.LazyFunction(morning), sequence=1
        )
        reconfirmed = factory.Trait(confirmed=True, state=Meeting.State.RECONFIRMED)
        past = factory.Trait(confirmed=True, starts_at=factory.LazyFunction(lambda: morning(-1)))

    french_company = factory.SubFactory(CompanyFactory, published=True)
    japanese_company = factory.SubFactory(CompanyFactory, published=True, japanese=True)
    proposed_by_side = step_side = Country.FRANCE
    video_link = "https://video.example.com/room"

    @factory.post_generation
    def slots(self, create, extracted, **changes):
        """The proposed times: by default three mornings; `slots=[…]` sets them."""
        if create:
            times = [morning(days) for days in (10, 11, 12)] if extracted is None else extracted
            for position, starts_at in enumerate(times, start=1):
                Slot.objects.create(meeting=self, position=position, starts_at=starts_at)


class TradeShowFactory(factory.django.DjangoModelFactory):
    """CEATEC; trait: french (VivaTech)."""

    class Meta:
        model = TradeShow
        django_get_or_create = ("slug",)

    class Params:
        french = factory.Trait(
            slug="vivatech", name="VivaTech", country=Country.FRANCE, time_zone="Europe/Paris", city="Paris"
        )

    slug = "ceatec"
    name = "CEATEC"
    country = Country.JAPAN
    venue = "Makuhari Messe"
    city = "Chiba"
    time_zone = "Asia/Tokyo"


class EditionFactory(factory.django.DjangoModelFactory):
    """Next year's edition, without dates."""

    class Meta:
        model = Edition
        django_get_or_create = ("show", "year")

    show = factory.SubFactory(TradeShowFactory)
    year = factory.LazyFunction(lambda: timezone.localdate().year + 1)


class MissionFactory(factory.django.DjangoModelFactory):
    """A French mission to CEATEC in preparation, complete; trait: japanese (to VivaTech).

    Its call is open from yesterday for 30 days; tests/events/missions/life.py brings it further.
    """

    class Meta:
        model = Mission
        skip_postgeneration_save = True

    class Params:
        japanese = factory.Trait(
            country=Country.JAPAN,
            agency=factory.SubFactory(AgencyFactory, japanese=True),
            edition=factory.SubFactory(
                EditionFactory, show=factory.SubFactory(TradeShowFactory, french=True)
            ),
        )

    edition = factory.SubFactory(EditionFactory)
    country = Country.FRANCE
    agency = factory.SubFactory(AgencyFactory)
    starts_on = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=90))
    ends_on = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=95))
    opens_at = factory.LazyFunction(lambda: timezone.now() - timedelta(days=1))
    deadline_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=30))
    seats = 2
    fields = ["iot_sensors"]
    languages = ["fr", "en"]

    @factory.post_generation
    def texts(self, create, extracted, **changes):
        """Title and theme in three languages; `texts=False` leaves them out."""
        if create and extracted is not False:
            titles = {"fr": "Mission capteurs", "ja": "センサー派遣団", "en": "Sensor mission"}
            for language, title in titles.items():
                MissionText.objects.create(mission=self, language=language, title=title, theme="IoT")

    @factory.post_generation
    def criteria(self, create, extracted, **changes):
        """Two criteria, one of double weight; `criteria=False` leaves them out."""
        if create and extracted is not False:
            for position, weight in ((1, 2), (2, 1)):
                Criterion.objects.create(
                    mission=self,
                    position=position,
                    weight=weight,
                    french=f"Question {position} ?",
                    japanese=f"質問{position}",
                    english=f"Question {position}?",
                )


class MissionSuggestionFactory(factory.django.DjangoModelFactory):
    """A French mission suggested to a published French company."""

    class Meta:
        model = MissionSuggestion

    company = factory.SubFactory(CompanyFactory, published=True)
    mission = factory.SubFactory(MissionFactory)
    score = 0.5
    explanation = factory.LazyFunction(
        lambda: {
            "shared": [
                {
                    "concept": "lidar",
                    "share": 0.6,
                    "french_words": ["télémètre laser"],
                    "japanese_words": ["lidars"],
                }
            ]
        }
    )
    ranking_version = "test"


def siren(number: int) -> str:
    """The `number`-th valid SIREN."""
    digits = f"{number:08d}"
    return digits + luhn.calc_check_digit(digits)


def corporate_number(number: int) -> str:
    """The `number`-th valid corporate number."""
    digits = f"{number:012d}"
    return cn.calc_check_digit(digits) + digits


class FailedEmailFactory(factory.django.DjangoModelFactory):
    """A mail to a person that the relay refused for good."""

    class Meta:
        model = OutgoingEmail

    user = factory.SubFactory(UserFactory)
    recipient = factory.SelfAttribute("user.email")
    message_id = factory.Sequence(lambda number: f"<failed-{number}@example.com>")
    sender = "enishi@example.com"
    subject = "Refused"
    body = "Body"
    state = OutgoingEmail.State.FAILED
    failure = OutgoingEmail.Failure.REFUSED
    attempts = 1
