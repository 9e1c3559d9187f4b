"""The officer's desk: profiles to verify and labels to confirm."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from common.states import TransitionError
from mail.models import OutgoingEmail
from startups import confirming, publishing
from startups.models import Company, LabelClaim
from tests.factories import CompanyFactory, LabelClaimFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client):
    user = UserFactory(french_officer=True)
    client.force_login(user)
    return user


def listed(answer):
    return [row.pk for row in answer.context["page"]]


def decide(client, company, **decision):
    """Decide on what was handed in last, as the officer read it."""
    address = reverse("startups:decide", args=[company.pk])
    return client.post(address, {"submission": company.submission, **decision})


def test_desk_shows_waiting_profiles_of_the_own_country_oldest_first(client, officer):
    newer = CompanyFactory(submitted=True)
    older = CompanyFactory(submitted=True, submitted_at=timezone.now() - timezone.timedelta(days=20))
    CompanyFactory()
    CompanyFactory(submitted=True, japanese=True)
    CompanyFactory(submitted=True, member=officer)

    answer = client.get(reverse("startups:desk"))

    assert listed(answer) == [older.pk, newer.pk]
    assert [company.is_overdue for company in answer.context["page"]] == [True, False]
    assert [company.waiting_days for company in answer.context["page"]] == [20, 0]


def test_desk_lists_what_was_decided(client, officer):
    published = CompanyFactory(published=True)
    CompanyFactory(submitted=True)

    assert listed(client.get(reverse("startups:desk"), {"state": "published"})) == [published.pk]


@pytest.mark.parametrize(
    ("address", "row"),
    [
        ("startups:desk", lambda: CompanyFactory(submitted=True)),
        ("startups:label_desk", LabelClaimFactory),
    ],
)
def test_queues_ask_the_same_number_of_queries_for_1_and_3_rows(
    client, officer, django_assert_num_queries, address, row
):
    row()
    client.get(reverse(address))  # what is cached, is cached
    with CaptureQueriesContext(connection) as one:
        client.get(reverse(address))
    row()
    row()

    with django_assert_num_queries(len(one)):
        assert len(client.get(reverse(address)).context["page"]) == 3


def test_review_shows_the_home_officer_the_contact_person(client, officer):
    company = CompanyFactory(submitted=True)

    page = client.get(reverse("startups:review", args=[company.pk])).content.decode()

    assert company.contact.email in page
    assert company.number in page


@pytest.mark.parametrize(("number", "is_valid"), [("732829320", True), ("732829321", False)])
def test_review_says_whether_the_number_passes_its_check(client, officer, number, is_valid):
    company = CompanyFactory(submitted=True, number=number)

    answer = client.get(reverse("startups:review", args=[company.pk]))

    assert answer.context["number_is_valid"] is is_valid


@pytest.mark.parametrize(
    "company",
    [
        lambda officer: CompanyFactory(submitted=True, japanese=True),
        lambda officer: CompanyFactory(submitted=True, member=officer),
        lambda officer: CompanyFactory(),
    ],
    ids=["other country", "own company", "draft"],
)
def test_profiles_that_are_not_the_officers_to_decide_are_not_found(client, officer, company):
    company = company(officer)

    assert client.get(reverse("startups:review", args=[company.pk])).status_code == 404
    assert client.post(reverse("startups:take", args=[company.pk])).status_code == 404
    assert decide(client, company, outcome="published").status_code == 404


@pytest.mark.parametrize("outcome", ["changes_requested", "rejected"])
@pytest.mark.parametrize("lacking", ["reason", "explanation"])
def test_refusal_without_a_reason_decides_nothing_and_keeps_what_was_typed(client, officer, outcome, lacking):
    company = CompanyFactory(submitted=True)
    decision = {"outcome": outcome, "reason": "unclear", "explanation": "Say more.", lacking: ""}

    answer = decide(client, company, **decision)

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [lacking]
    assert answer.context["form"]["outcome"].value() == outcome
    company.refresh_from_db()
    assert company.state == "submitted"


def test_members_read_the_reason_on_their_page_and_in_their_letter(client, officer):
    member = UserFactory(french=True)
    company = CompanyFactory(member=member, submitted=True)

    decide(client, company, outcome="changes_requested", reason="unclear", explanation="Précisez le capteur.")
    client.force_login(member)

    assert "Précisez le capteur." in client.get(reverse("startups:company")).content.decode()
    assert OutgoingEmail.objects.get().recipient == member.email


def test_second_decision_is_a_conflict_that_names_the_first_officer(client, officer):
    company = CompanyFactory(submitted=True)
    decide(client, company, outcome="published")
    client.force_login(UserFactory(french_officer=True))

    answer = decide(client, company, outcome="rejected", reason="other", explanation="Non.")

    assert answer.status_code == 409
    assert answer.context["refusal"].decided_by == officer
    assert Company.objects.get().state == "published"


def test_decision_on_a_page_opened_before_the_profile_was_changed_is_a_conflict(client, officer):
    company = CompanyFactory(submitted=True)
    form = client.get(reverse("startups:review", args=[company.pk])).context["form"]
    publishing.reopen(company)
    company.texts.update(summary="Tout autre chose.")
    publishing.submit(company)

    answer = decide(client, company, outcome="published", submission=form["submission"].value())

    assert answer.status_code == 409
    assert Company.objects.get().state == "submitted"


def test_decision_that_does_not_say_what_was_read_decides_nothing(client, officer):
    company = CompanyFactory(submitted=True)

    assert decide(client, company, outcome="published", submission="").status_code == 422
    assert Company.objects.get().state == "submitted"


def test_own_decision_sent_twice_is_no_conflict(client, officer):
    company = CompanyFactory(submitted=True)

    answers = [decide(client, company, outcome="published").status_code for _ in range(2)]

    assert answers == [302, 302]


def test_label_is_confirmed_and_the_company_told(client, officer):
    claim = LabelClaimFactory()
    member = UserFactory(japanese=True)
    claim.company.memberships.create(user=member)

    client.post(reverse("startups:decide_label", args=[claim.pk]), {"outcome": "confirmed"})

    claim.refresh_from_db()
    assert (claim.state, claim.decided_by) == (LabelClaim.State.CONFIRMED, officer)
    assert OutgoingEmail.objects.get().recipient == member.email


def test_label_is_not_refused_without_a_reason(client, officer):
    claim = LabelClaimFactory()

    client.post(reverse("startups:decide_label", args=[claim.pk]), {"outcome": "refused"})

    claim.refresh_from_db()
    assert claim.state == LabelClaim.State.CLAIMED


def test_labels_of_the_other_country_are_not_found(client):
    client.force_login(UserFactory(japanese_officer=True))
    claim = LabelClaimFactory()

    answer = client.post(reverse("startups:decide_label", args=[claim.pk]), {"outcome": "confirmed"})

    assert answer.status_code == 404


def test_label_of_a_profile_that_is_not_handed_in_is_not_found(client, officer):
    claim = LabelClaimFactory(company=CompanyFactory())

    answer = client.post(reverse("startups:decide_label", args=[claim.pk]), {"outcome": "confirmed"})

    assert answer.status_code == 404
    assert LabelClaim.objects.get().state == LabelClaim.State.CLAIMED


def test_label_whose_claim_is_taken_back_at_that_moment_is_a_conflict(officer):
    claim = LabelClaimFactory()
    LabelClaim.objects.all().delete()

    with pytest.raises(TransitionError, match="taken back"):
        confirming.decide(claim, officer=officer, outcome="confirmed")


@pytest.mark.parametrize("role", [{}, {"reader": True}, {"admin": True}])
def test_others_may_not_see_the_desk(client, role):
    client.force_login(UserFactory(**role))

    assert client.get(reverse("startups:desk")).status_code == 403
    assert client.get(reverse("startups:label_desk")).status_code == 403
