"""The life of a profile, and who may move it."""

import pytest
from django.apps import apps

from common.states import TransitionError
from mail.models import OutgoingEmail
from startups import publishing
from startups.models import Company
from startups.signals import profile_changed
from tests.factories import CompanyFactory, UserFactory

pytestmark = pytest.mark.django_db

WHY = {"reason": "unclear", "explanation": "Please say what the sensor measures."}


@pytest.fixture
def officer():
    return UserFactory(french_officer=True)


@pytest.fixture
def announced():
    """The companies whose change was announced, in their order."""
    heard = []

    def listener(sender, company, **kwargs):
        heard.append((company.pk, company.state))

    profile_changed.connect(listener)
    yield heard
    profile_changed.disconnect(listener)


def test_publish_gives_a_version_tells_the_member_and_announces(officer, announced):
    company = CompanyFactory(member=UserFactory(french=True), submitted=True)

    publishing.publish(company, submission=company.submission, officer=officer)

    company.refresh_from_db()
    assert (company.state, company.profile_version, company.reviewer) == ("published", 1, officer)
    assert company.published_at is not None
    assert [email.subject for email in OutgoingEmail.objects.all()] == [
        f"Le profil de {company.legal_name} est publié"
    ]
    assert announced == [(company.pk, "published")]


def test_own_decision_again_changes_nothing(officer, announced):
    company = CompanyFactory(member=UserFactory(), submitted=True)

    for _ in range(2):
        publishing.publish(company, submission=company.submission, officer=officer)

    company.refresh_from_db()
    assert company.profile_version == 1
    assert company.decisions.count() == OutgoingEmail.objects.count() == len(announced) == 1


def test_second_officer_is_told_who_decided_first(officer):
    company = CompanyFactory(submitted=True)
    publishing.request_changes(company, submission=company.submission, officer=officer, **WHY)

    with pytest.raises(TransitionError) as refusal:
        publishing.publish(company, submission=company.submission, officer=UserFactory(french_officer=True))

    assert refusal.value.decided_by == officer
    assert refusal.value.decided_at == company.decisions.get().decided_at


def test_nobody_decides_on_a_profile_that_was_handed_in_anew_since_it_was_read(officer):
    company = CompanyFactory(submitted=True)
    read = company.submission
    publishing.reopen(company)
    publishing.submit(company)

    with pytest.raises(TransitionError, match="handed in anew"):
        publishing.publish(company, submission=read, officer=officer)

    company.refresh_from_db()
    assert (company.state, company.decisions.count()) == ("submitted", 0)


def test_nobody_takes_a_profile_that_is_decided(officer):
    company = CompanyFactory(submitted=True)
    publishing.reject(company, submission=company.submission, officer=officer, **WHY)

    with pytest.raises(TransitionError) as refusal:
        publishing.take(company, officer=UserFactory(french_officer=True))

    assert refusal.value.decided_by == officer


def test_profile_that_lost_its_texts_meanwhile_is_not_handed_in():
    company = CompanyFactory()
    company.texts.all().delete()

    with pytest.raises(TransitionError):
        publishing.submit(company)

    assert Company.objects.get().state == "draft"


def test_rejected_profile_is_not_handed_in_again(officer):
    company = CompanyFactory(submitted=True)
    publishing.reject(company, submission=company.submission, officer=officer, **WHY)

    with pytest.raises(TransitionError) as refusal:
        publishing.submit(company)

    assert refusal.value.decided_by == officer


def test_changed_profile_is_handed_in_and_published_as_the_next_version(officer):
    company = CompanyFactory(submitted=True)
    publishing.publish(company, submission=company.submission, officer=officer)

    publishing.reopen(company)
    publishing.submit(company)
    company.refresh_from_db()
    publishing.publish(company, submission=company.submission, officer=officer)

    company.refresh_from_db()
    assert (company.state, company.profile_version) == ("published", 2)
    assert company.decisions.count() == 2


def test_reopened_profile_is_hidden_and_announced(announced):
    company = CompanyFactory(published=True)

    publishing.reopen(company)

    assert not Company.objects.published().exists()
    assert announced == [(company.pk, "draft")]


@pytest.mark.parametrize("state", ["draft", "changes_requested"])
def test_reopening_what_can_be_changed_already_is_no_conflict(state):
    company = CompanyFactory(state=state)

    publishing.reopen(company)

    assert Company.objects.get().state == state


def test_history_keeps_every_state(officer):
    company = CompanyFactory(submitted=True)

    publishing.publish(company, submission=company.submission, officer=officer)

    history = apps.get_model("startups.CompanyHistory").objects.filter(pgh_obj=company).order_by("pgh_id")
    assert [event.state for event in history] == ["submitted", "in_review", "published"]
