"""Appeal, suspension and withdrawal of a profile."""

import pytest
from django.urls import reverse

from common.states import TransitionError
from mail.models import OutgoingEmail
from startups import publishing, standing
from startups.models import Company, Decision
from tests.factories import CompanyFactory, UserFactory

pytestmark = pytest.mark.django_db
State = Company.State


@pytest.fixture
def lead():
    return UserFactory(french_lead=True)


@pytest.fixture
def rejected(client):
    """A rejected company whose member is signed in."""
    company = CompanyFactory(submitted=True, member=UserFactory())
    reject(company, UserFactory(french_officer=True))
    client.force_login(company.memberships.get().user)
    company.refresh_from_db()
    return company


def reject(company, officer):
    publishing.reject(
        company,
        officer=officer,
        submission=company.submission,
        reason=Decision.Reason.NOT_STARTUP,
        explanation="Une filiale.",
    )


def letters():
    return list(OutgoingEmail.objects.order_by("pk").values_list("subject", flat=True))


def test_appeal_hands_the_profile_in_with_its_statement(client, rejected):
    answer = client.post(reverse("startups:appeal"), {"statement": "Nous sommes indépendants."})

    rejected.refresh_from_db()
    assert answer.status_code == 302
    assert (rejected.state, rejected.appeal) == (State.SUBMITTED, "Nous sommes indépendants.")
    assert rejected.is_appeal


def test_appeal_without_a_statement_is_sent_back(client, rejected):
    answer = client.post(reverse("startups:appeal"), {"statement": ""})

    rejected.refresh_from_db()
    assert (answer.status_code, rejected.state) == (422, State.REJECTED)


def test_appeal_is_decided_by_a_lead_only(rejected, lead):
    standing.appeal(rejected, statement="Nous sommes indépendants.")
    rejected.refresh_from_db()

    with pytest.raises(TransitionError):
        reject(rejected, UserFactory(french_officer=True))
    publishing.publish(rejected, officer=lead, submission=rejected.submission)

    rejected.refresh_from_db()
    assert rejected.state == State.PUBLISHED


def test_second_appeal_is_refused(client, rejected, lead):
    standing.appeal(rejected, statement="Nous sommes indépendants.")
    rejected.refresh_from_db()
    reject(rejected, lead)

    answer = client.post(reverse("startups:appeal"), {"statement": "Encore."})

    rejected.refresh_from_db()
    assert (answer.status_code, rejected.state) == (409, State.REJECTED)


def test_suspended_profile_is_hidden_and_its_members_are_told(client, lead):
    company = CompanyFactory(published=True, member=UserFactory(french=True))

    standing.suspend(company, lead=lead, explanation="Le texte vante un autre produit.")

    assert not Company.objects.published().exists()
    assert letters() == [f"Le profil de {company} est suspendu"]
    assert company.decisions.get().outcome == Decision.Outcome.SUSPENDED
    client.force_login(company.memberships.get().user)
    assert "Le texte vante un autre produit." in client.get(reverse("startups:company")).content.decode()


def test_reinstated_profile_is_compared_anew(lead):
    company = CompanyFactory(published=True)
    standing.suspend(company, lead=lead, explanation="Le texte vante un autre produit.")

    standing.reinstate(company, lead=lead)

    company.refresh_from_db()
    assert (company.state, company.profile_version) == (State.PUBLISHED, 2)


def test_only_a_suspended_profile_can_be_reinstated(lead):
    with pytest.raises(TransitionError):
        standing.reinstate(CompanyFactory(submitted=True), lead=lead)


@pytest.mark.parametrize("state", [State.DRAFT, State.SUBMITTED, State.PUBLISHED, State.REJECTED])
def test_member_withdraws_and_takes_up_again(client, state):
    traits = {"published": True} if state == State.PUBLISHED else {"state": state}
    company = CompanyFactory(member=UserFactory(), **traits)
    client.force_login(company.memberships.get().user)

    client.post(reverse("startups:withdraw"))
    company.refresh_from_db()
    withdrawn = company.state
    client.post(reverse("startups:reopen"))

    company.refresh_from_db()
    assert (withdrawn, company.state) == (State.WITHDRAWN, State.DRAFT)


def test_life_cycle_leads_from_every_state_to_withdrawal_or_the_end():
    ends = {State.ERASED}

    assert set(Company.TRANSITIONS) == set(State) - ends
    for state, following in Company.TRANSITIONS.items():
        assert State.WITHDRAWN in following or state == State.WITHDRAWN
