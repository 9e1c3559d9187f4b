"""Officers learn which mails of their own country failed; no address, and the subject for leads only."""

import pytest
from django.urls import reverse

from accounts.models import Country
from mail.models import OutgoingEmail
from matching.failed_mails import failed_mails_of
from tests import second_factor
from tests.factories import CompanyFactory, FailedEmailFactory, UserFactory

pytestmark = pytest.mark.django_db
PAGE = reverse("matching:failed_mails")


@pytest.fixture
def lead(client):
    """A French lead who reads English, signed in."""
    person = UserFactory(french_lead=True, language="en")
    second_factor.set_up(person)
    client.force_login(person)
    return person


def failed_to_member(**traits):
    """A failed mail to a member of a company."""
    person = UserFactory()
    CompanyFactory(member=person, **traits)
    return FailedEmailFactory(user=person)


def test_mail_belongs_to_the_country_of_company_or_agency():
    french = {failed_to_member(), FailedEmailFactory(user=UserFactory(french_officer=True))}
    japanese = {failed_to_member(japanese=True), FailedEmailFactory(user=UserFactory(japanese_officer=True))}
    of_nobody = {FailedEmailFactory(user=None, recipient="x@example.com"), FailedEmailFactory()}

    assert set(failed_mails_of(Country.FRANCE)) == french | of_nobody
    assert set(failed_mails_of(Country.JAPAN)) == japanese | of_nobody


def test_only_failed_mails_are_listed():
    email = failed_to_member()
    OutgoingEmail.objects.update(state="sent")

    assert email not in failed_mails_of(Country.FRANCE)


def test_officer_reads_reason_and_kind_but_neither_subject_nor_address(client, officer):
    email = failed_to_member()
    OutgoingEmail.objects.update(recipient="claire@example.com", kind="profile_published")

    page = client.get(PAGE).content.decode()

    assert "c…@example.com" in page
    assert "profile_published" in page
    assert "refused by the mail server" in page
    assert "claire@" not in page
    assert email.subject not in page
    assert "Try again" not in page


def test_lead_tries_again(client, lead):
    email = failed_to_member()
    assert "Try again: Refused" in client.get(PAGE).content.decode()

    answer = client.post(reverse("matching:try_again", args=[email.pk]), follow=True)

    email.refresh_from_db()
    assert (email.state, email.attempts) == ("queued", 0)
    assert "The mail is on its way again." in answer.content.decode()


def test_mail_of_the_other_country_cannot_be_tried_again(client, lead):
    email = failed_to_member(japanese=True)

    assert client.post(reverse("matching:try_again", args=[email.pk])).status_code == 404


def test_mail_without_text_says_so(client, lead):
    email = failed_to_member()
    OutgoingEmail.objects.update(cleared_at=email.created_at)

    assert "Its text was removed" in client.get(PAGE).content.decode()
    assert client.post(reverse("matching:try_again", args=[email.pk])).status_code == 404


def test_page_says_when_nothing_failed(client, officer):
    assert "Every mail has arrived" in client.get(PAGE).content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_page_asks_the_database_as_often_for_many_as_for_one(client, lead, rows, django_assert_num_queries):
    for _ in range(rows):
        failed_to_member()
    client.get(PAGE)

    with django_assert_num_queries(6):
        client.get(PAGE)
