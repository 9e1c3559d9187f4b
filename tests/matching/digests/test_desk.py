"""Officers' digests: on working days of their country, what waits, overdue work first."""

from datetime import datetime, timedelta

import pytest

from accounts.models import User
from mail.models import OutgoingEmail
from matching.digests import claiming
from matching.models import Approval, Digest
from tests.factories import AbsenceFactory, CompanyFactory, LabelClaimFactory, UserFactory
from tests.matching import stages as life
from tests.matching.digests.pairs import LONG_AGO, MONDAY, PARIS, TOKYO
from tests.people import everybody

pytestmark = pytest.mark.django_db


def officer(country="french", **changes):
    return UserFactory(**{f"{country}_officer": True, "date_joined": LONG_AGO, **changes})


def beat(now) -> list[OutgoingEmail]:
    """The mails of one sweep."""
    for pks in list(claiming.batches(now)):
        claiming.write_for(pks, now)
    return list(OutgoingEmail.objects.filter(is_bulk=True).order_by("pk"))


def test_officer_reads_what_waits_with_its_address():
    officer()
    CompanyFactory(submitted=True)
    LabelClaimFactory()

    [email] = beat(MONDAY)

    assert email.subject == "Votre bureau\u00a0: 3 en attente"
    assert "Profils à vérifier" in email.body
    assert "http://127.0.0.1:8000/desk/companies/" in email.body
    assert email.headers["List-Id"] == "Enishi <desk.127.0.0.1>"


def test_overdue_work_comes_first_and_is_counted_once():
    world = everybody()
    life.mutual(world)
    CompanyFactory(submitted=True)
    User.objects.update(date_joined=LONG_AGO)
    Approval.objects.update(due_on=LONG_AGO.date())

    emails = {email.user_id: email for email in beat(MONDAY)}

    email = emails[world["french_officer"].pk]
    assert email.subject == "Votre bureau\u00a0: 1 en retard, 2 en attente"
    assert 0 < email.body.index("en retard") < email.body.index("Profils à vérifier")


def test_nothing_waits_nothing_is_sent():
    officer()

    assert beat(MONDAY) == []
    assert Digest.objects.get().state == Digest.State.EMPTY


@pytest.mark.parametrize(
    ("country", "now"),
    [
        ("french", datetime(2026, 12, 5, 9, tzinfo=PARIS)),  # a Saturday
        ("french", datetime(2026, 12, 25, 9, tzinfo=PARIS)),  # a holiday in France alone
        ("japanese", datetime(2026, 11, 23, 9, tzinfo=TOKYO)),  # and one in Japan alone
    ],
)
def test_no_digest_on_days_off(country, now):
    officer(country)
    CompanyFactory(submitted=True, japanese=country == "japanese")

    assert beat(now) == []
    assert not Digest.objects.exists()


@pytest.mark.parametrize(
    ("country", "now"),
    [
        ("japanese", datetime(2026, 12, 25, 9, tzinfo=TOKYO)),
        ("french", datetime(2026, 11, 23, 9, tzinfo=PARIS)),
    ],
)
def test_holiday_of_the_other_country_is_a_working_day(country, now):
    officer(country)
    CompanyFactory(submitted=True, japanese=country == "japanese")

    assert len(beat(now)) == 1


def test_one_digest_a_day_and_the_same_work_again_tomorrow():
    officer()
    CompanyFactory(submitted=True)

    assert len(beat(MONDAY)) == 1
    assert len(beat(MONDAY + timedelta(hours=3))) == 1
    assert len(beat(MONDAY + timedelta(days=1))) == 2


def test_officer_on_leave_gets_none():
    away = officer()
    AbsenceFactory(officer=away, deputy=officer(), starts_on=MONDAY.date(), ends_on=MONDAY.date())
    CompanyFactory(submitted=True)

    assert away.pk not in {email.user_id for email in beat(MONDAY)}
