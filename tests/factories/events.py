"""Trade shows, missions and meetings."""

from datetime import UTC, datetime, time, timedelta

import factory
from django.utils import timezone

from accounts.models import Country
from events.models import Criterion, Edition, Meeting, Mission, MissionText, Slot, TradeShow
from tests.factories.accounts import AgencyFactory
from tests.factories.startups import CompanyFactory


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
