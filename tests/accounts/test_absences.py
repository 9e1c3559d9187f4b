"""Leave and deputies: what can be entered, who is away, who stands in."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from threading import Barrier
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connections, transaction
from django.urls import reverse
from django.utils import timezone

from accounts import absences
from accounts.models import Absence
from mail.models import OutgoingEmail
from tests.factories import AbsenceFactory, AgencyFactory, UserFactory

pytestmark = pytest.mark.django_db
PAGE = reverse("accounts:leave")
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def no_second_factor(settings):
    """The second factor has its own tests."""
    settings.SECOND_FACTOR_REQUIRED = False


@pytest.fixture
def officer(client):
    officer = UserFactory(french_officer=True)
    client.force_login(officer)
    return officer


@pytest.fixture
def deputy():
    return UserFactory(french_officer=True)


def leave(officer, deputy, first=0, last=6):
    return Absence(
        officer=officer,
        deputy=deputy,
        starts_on=officer.today + first * DAY,
        ends_on=officer.today + last * DAY,
    )


def send(client, deputy, first, last, **more):
    return client.post(PAGE, {"deputy": deputy.pk, "starts_on": first, "ends_on": last, **more})


def at(monkeypatch, moment: str):
    """Let it be this moment in UTC."""
    now = datetime.fromisoformat(moment).replace(tzinfo=ZoneInfo("UTC"))
    monkeypatch.setattr(timezone, "now", lambda: now)


def test_officer_enters_leave_and_the_deputy_is_told(client, officer, deputy):
    answer = send(client, deputy, officer.today, officer.today + DAY)

    entered = Absence.objects.get()
    assert (answer.status_code, entered.officer, entered.deputy) == (302, officer, deputy)
    assert OutgoingEmail.objects.get().recipient == deputy.email
    assert [absences.is_away(officer), absences.is_away(deputy)] == [True, False]
    assert absences.stands_in_for(deputy) == [officer]


def test_officer_enters_nobody_else_s_leave(client, officer, deputy):
    other = UserFactory(french_officer=True)

    send(client, deputy, officer.today, officer.today, officer=other.pk)

    assert Absence.objects.get().officer == officer


def test_lead_enters_leave_of_the_own_agency_only(client, deputy):
    lead, officer = UserFactory(french_lead=True), UserFactory(french_officer=True)
    elsewhere = UserFactory(french_officer=True, agency=AgencyFactory(slug="bpifrance", name="Bpifrance"))
    client.force_login(lead)

    answers = [
        send(client, deputy, lead.today, lead.today, officer=one.pk).status_code
        for one in (officer, elsewhere)
    ]

    assert answers == [302, 422]
    assert Absence.objects.get().officer == officer


@pytest.mark.parametrize(
    ("first", "last"), [(0, 0), (6, 6), (-3, 9), (2, 4), (6, 9)], ids=lambda day: f"day {day}"
)
def test_leaves_of_one_officer_share_no_day(officer, deputy, first, last):
    absences.enter(leave(officer, deputy))
    second = leave(officer, deputy, first, last)

    with pytest.raises(ValidationError):
        absences.enter(second)
    with pytest.raises(IntegrityError), transaction.atomic():
        second.save()

    assert Absence.objects.count() == 1


def test_leave_may_follow_another(officer, deputy):
    absences.enter(leave(officer, deputy, 0, 6))
    absences.enter(leave(officer, deputy, 7, 7))
    absences.enter(leave(UserFactory(french_officer=True), deputy, 0, 6))

    assert Absence.objects.count() == 3


@pytest.mark.parametrize(("first", "last"), [(-1, 2), (3, 2)], ids=["in the past", "backwards"])
def test_days_that_cannot_be_are_refused(client, officer, deputy, first, last):
    today = officer.today

    answer = send(client, deputy, today + first * DAY, today + last * DAY)

    assert (answer.status_code, Absence.objects.count()) == (422, 0)


@pytest.mark.parametrize(
    "who",
    [{"japanese_officer": True}, {"reader": True}, {}, {"french_officer": True, "is_active": False}],
    ids=["other country", "reader", "member", "inactive"],
)
def test_only_an_active_officer_of_the_country_stands_in(client, officer, who):
    other = UserFactory(**who)

    answer = send(client, other, officer.today, officer.today)
    with pytest.raises(ValidationError):
        absences.enter(leave(officer, other))

    assert (answer.status_code, Absence.objects.count()) == (422, 0)


def test_nobody_stands_in_for_themselves(officer):
    with pytest.raises(ValidationError):
        absences.enter(leave(officer, officer))
    with pytest.raises(IntegrityError), transaction.atomic():
        leave(officer, officer).save()


def test_deputy_who_is_away_then_is_refused(client, officer, deputy):
    AbsenceFactory(officer=deputy)

    answer = send(client, deputy, officer.today + 6 * DAY, officer.today + 9 * DAY)

    assert (answer.status_code, officer.absences.count()) == (422, 0)


def test_overlap_is_said_on_the_page(client, officer, deputy):
    absences.enter(leave(officer, deputy))

    page = send(client, deputy, officer.today, officer.today)

    assert page.status_code == 422
    assert "congé" in str(page.context["form"].non_field_errors())


def test_day_is_the_one_where_the_officer_is(monkeypatch):
    officer = UserFactory(japanese_officer=True)
    deputy = UserFactory(japanese_officer=True, time_zone="Europe/Paris")
    monday = date(2027, 1, 4)
    AbsenceFactory(officer=officer, deputy=deputy, starts_on=monday, ends_on=monday)

    found = []
    for moment in ("2027-01-03T14:59", "2027-01-03T15:00", "2027-01-04T14:59", "2027-01-04T15:00"):
        at(monkeypatch, moment)
        found.append((absences.is_away(officer), absences.stands_in_for(deputy) == [officer]))

    assert found == [(False, False), (True, True), (True, True), (False, False)]


def test_day_may_be_named(officer, deputy):
    absences.enter(leave(officer, deputy, 10, 11))
    days = [officer.today + number * DAY for number in (9, 10, 11, 12)]

    assert [absences.is_away(officer, day) for day in days] == [False, True, True, False]
    assert [len(absences.stands_in_for(deputy, day)) for day in days] == [0, 1, 1, 0]
    assert [Absence.objects.on(day).count() for day in days] == [0, 1, 1, 0]


def test_deputy_who_is_no_officer_any_more_stands_in_for_nobody(officer, deputy):
    absences.enter(leave(officer, deputy))
    deputy.is_active = False

    assert absences.stands_in_for(deputy) == []


def test_cancelled_leave_that_has_not_begun_is_gone(client, officer, deputy):
    absence = AbsenceFactory(officer=officer, deputy=deputy, starts_on=officer.today + DAY)

    answers = [client.post(reverse("accounts:cancel_leave", args=[absence.pk])).status_code for _ in range(2)]

    assert (answers, Absence.objects.count()) == ([302, 404], 0)
    assert OutgoingEmail.objects.get().recipient == deputy.email


def test_cancelled_leave_that_has_begun_ended_yesterday(client, officer, deputy):
    absence = AbsenceFactory(officer=officer, deputy=deputy, starts_on=officer.today - 2 * DAY)

    client.post(reverse("accounts:cancel_leave", args=[absence.pk]))

    absence.refresh_from_db()
    assert absence.ends_on == officer.today - DAY
    assert absences.stands_in_for(deputy) == []


def test_deputy_and_others_do_not_cancel(client, officer):
    absence = AbsenceFactory(deputy=officer)

    assert client.post(reverse("accounts:cancel_leave", args=[absence.pk])).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_list_takes_the_same_number_of_queries(client, officer, deputy, count, django_assert_num_queries):
    for number in range(count):
        start = officer.today + 10 * number * DAY
        AbsenceFactory(officer=officer, deputy=deputy, starts_on=start)
        AbsenceFactory(deputy=officer, starts_on=start)

    with django_assert_num_queries(6):
        page = client.get(PAGE)

    assert (len(page.context["absences"]), len(page.context["deputyships"])) == (count, count)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_name_each_other_for_the_same_days_at_once_one_goes():
    for _ in range(10):
        first, second = UserFactory.create_batch(2, french_officer=True)
        together = Barrier(2)

        def enter(absence, together=together):
            together.wait()
            try:
                absences.enter(absence)
            except ValidationError:
                return False
            finally:
                connections.close_all()
            return True

        with ThreadPoolExecutor(2) as threads:
            entered = list(threads.map(enter, [leave(first, second), leave(second, first)]))

        assert sorted(entered) == [False, True]
