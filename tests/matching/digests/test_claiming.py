"""Each person gets each digest once, whatever beats, workers and single rows do."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from mail.models import OutgoingEmail
from mail.subscription import Frequency, Kind, Subscription
from matching.digests import calendar, claiming
from matching.models import Digest, DigestItem, Match
from tests.factories import CompanyFactory
from tests.matching.digests.pairs import (
    LONG_AGO,
    MONDAY,
    french_member,
    japanese_member,
    suggestion,
    suggestions,
)

WEEKS = 10
STEP = timedelta(hours=8)


def beat(now) -> int:
    """One sweep, its wake-ups done at once."""
    return sum(claiming.write_for(pks, now) for pks in list(claiming.batches(now)))


@pytest.mark.django_db
@pytest.mark.parametrize("first", [datetime(2026, 10, 11, tzinfo=UTC), datetime(2027, 3, 7, tzinfo=UTC)])
def test_two_beats_over_ten_weeks_bring_one_digest_per_person_and_week(first):
    """Both spans hold a change of clocks in Paris and New York; Tokyo and UTC have none."""
    zones = ("Europe/Paris", "Asia/Tokyo", "UTC", "America/New_York")
    own = [CompanyFactory(published=True) for _ in zones]
    people = [french_member(time_zone=zone) for zone in zones]
    for company, person in zip(own, people, strict=True):
        company.memberships.create(user=person)

    for step in range(WEEKS * 7 * 24 // 8):
        now = first + step * STEP
        if step % (7 * 24 // 8) == 0:  # something to tell in each week
            for company in own:
                suggestion(company)
        waking = [list(claiming.batches(now)), list(claiming.batches(now))]  # neither saw the other
        for pks in [pks for batches in waking for pks in batches]:
            claiming.write_for(pks, now)

    for person in people:
        digests = Digest.objects.filter(user=person).order_by("day")
        assert [digest.state for digest in digests] == ["written"] * WEEKS
        assert len({digest.period for digest in digests}) == WEEKS
        for digest in digests:
            late = digest.made_at - calendar.due_at(digest.day, person.time_zone)
            assert timedelta(0) <= late < STEP
    assert OutgoingEmail.objects.count() == WEEKS * len(people)


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_queue_one_mail_each():
    people = [french_member() for _ in range(5)]
    for person in people:
        suggestions(person)
    pks = [person.pk for person in people]
    start, made = threading.Barrier(4), []

    def work():
        start.wait()
        made.append(claiming.write_for(pks, MONDAY))
        connection.close()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sum(made) == 5
    assert OutgoingEmail.objects.filter(is_bulk=True).count() == 5
    assert DigestItem.objects.count() == 5


@pytest.mark.django_db
def test_nothing_is_told_again_for_four_weeks():
    person = french_member()
    [match] = suggestions(person)

    written = [beat(MONDAY + timedelta(weeks=week)) for week in range(6)]

    assert written == [1, 0, 0, 0, 1, 0]
    states = list(Digest.objects.order_by("day").values_list("state", flat=True))
    assert states == ["written", "empty", "empty", "empty", "written", "empty"]
    assert set(DigestItem.objects.values_list("key", flat=True)) == {f"match:{match.pk}"}


@pytest.mark.django_db
def test_what_was_told_is_forgotten_once_it_may_be_told_again():
    suggestions(french_member())
    beat(MONDAY)

    claiming.forget_old(MONDAY + timedelta(weeks=5))
    assert DigestItem.objects.count() == 1
    claiming.forget_old(MONDAY + timedelta(weeks=5, days=1))

    assert DigestItem.objects.count() == 0
    assert Digest.objects.get().state == Digest.State.WRITTEN


@pytest.mark.django_db
def test_empty_digest_is_not_sent_and_not_looked_at_again():
    french_member()

    assert beat(MONDAY) == 0

    assert Digest.objects.get().state == Digest.State.EMPTY
    assert list(claiming.batches(MONDAY)) == []
    assert not OutgoingEmail.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("frequency", "weeks"),
    [(Frequency.WEEKLY, [1, 1, 1]), (Frequency.MONTHLY, [0, 1, 0]), (Frequency.OFF, [0] * 3)],
)
def test_digest_comes_as_often_as_chosen(frequency, weeks):
    person = french_member()
    suggestions(person, 15)
    Subscription.objects.create(user=person, kind=Kind.SUGGESTIONS, frequency=frequency, changed_at=LONG_AGO)

    assert [beat(MONDAY + timedelta(weeks=week)) for week in range(3)] == weeks


@pytest.mark.django_db
def test_who_comes_or_chooses_anew_during_the_week_waits_for_monday():
    newcomer = french_member(date_joined=MONDAY + timedelta(hours=1))
    back_again = french_member()
    Subscription.objects.create(
        user=back_again, kind=Kind.SUGGESTIONS, frequency="weekly", changed_at=MONDAY + timedelta(hours=1)
    )
    for person in (newcomer, back_again):
        suggestions(person)

    assert beat(MONDAY + timedelta(hours=2)) == 0
    assert beat(MONDAY + timedelta(weeks=1)) == 2


@pytest.mark.django_db
def test_inactive_people_get_none():
    suggestions(french_member(is_active=False))

    assert list(claiming.batches(MONDAY)) == []


@pytest.mark.django_db
def test_fault_in_one_row_stops_one_digest(caplog):
    broken, whole = french_member(), japanese_member()
    [match] = suggestions(broken)
    Match.objects.filter(pk=match.pk).update(explanation={"shared": "nothing of the kind"})
    company = CompanyFactory(published=True, japanese=True, member=whole)
    suggestion(CompanyFactory(published=True), japanese_company=company)

    assert beat(MONDAY) == 1

    assert dict(Digest.objects.values_list("user", "state")) == {broken.pk: "failed", whole.pk: "written"}
    assert f"person {broken.pk} could not be written" in caplog.text
    assert beat(MONDAY) == 0


@pytest.mark.django_db
def test_line_end_in_a_name_injects_nothing():
    person = french_member()
    [match] = suggestions(person)
    other = match.japanese_company
    other.latin_name = "Evil\r\nBcc: victim@example.com"
    other.save()

    beat(MONDAY)

    email = OutgoingEmail.objects.get()
    assert email.state == "queued"
    assert "\n" not in email.subject
    assert "Bcc" not in email.headers


@pytest.mark.django_db
def test_impossible_address_is_one_failed_mail():
    wrong, right = french_member(email="no address at all"), french_member()
    for person in (wrong, right):
        suggestions(person)

    beat(MONDAY)

    assert dict(OutgoingEmail.objects.values_list("user", "state")) == {
        wrong.pk: "failed",
        right.pk: "queued",
    }


@pytest.mark.django_db
def test_worker_killed_before_the_commit_has_queued_nothing(monkeypatch):
    suggestions(french_member())
    monkeypatch.setattr(DigestItem.objects, "bulk_create", _killed)

    with pytest.raises(SystemExit):
        beat(MONDAY)

    assert not OutgoingEmail.objects.exists()
    assert not Digest.objects.exists()


def _killed(rows):
    list(rows)
    raise SystemExit
