"""The member's suggestions, and where everybody starts."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from matching.models import Match, ProfileVector
from tests.factories import CompanyFactory, MatchFactory, MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db
LIST = "/suggestions/"
POLLING = 'hx-trigger="every 2s"'
REASON = {"concept": "lidar", "share": 0.6, "french_words": ["lidar"], "japanese_words": ["ライダー"]}
REASONS = {"shared": [REASON], "french_gives": [REASON], "japanese_gives": [REASON]}
FRAGMENT = {"hx-request": "true"}


@pytest.fixture
def member(client):
    """A member who is signed in and reads English."""
    user = UserFactory()
    client.force_login(user)
    return user


@pytest.fixture
def company(member):
    """The member's published company, ranked."""
    return ranked(CompanyFactory(published=True, member=member))


def ranked(company, **changes):
    given = {"profile_version": company.profile_version, "ranked_at": timezone.now(), **changes}
    ProfileVector.objects.create(company=company, bags={}, thesaurus_version="test", **given)
    return company


def suggested_to(company, **changes):
    """A suggestion on the list of a French company, the other company with a member of its own."""
    other = CompanyFactory(published=True, japanese=True, member=UserFactory(japanese=True))
    return MatchFactory(
        **{"french_company": company, "japanese_company": other, "explanation": REASONS, **changes}
    )


def listed(client):
    return [suggestion.match for suggestion in client.get(LIST).context["page"]]


def address(match, page="match"):
    return reverse(f"matching:{page}", args=[match.pk])


def decline(client, match, **data):
    return client.post(address(match, "decline"), data)


def declined_by(user, match):
    match.move_to(Match.State.DECLINED, decided_by=user, decided_at=timezone.now(), decline_reason="timing")
    return match


def test_member_without_a_company_is_asked_to_register_one(client, member):
    suggested_to(CompanyFactory(published=True))

    page = client.get(LIST).content.decode()

    assert page.count("You have not registered a company yet.") == 1
    assert page.count("<article") == 0


@pytest.mark.parametrize(
    ("state", "shown"), [({}, "(now: draft)"), ({"submitted": True}, "(now: submitted)")]
)
def test_member_of_an_unpublished_company_is_told_its_state(client, member, state, shown):
    suggested_to(CompanyFactory(member=member, **state))

    page = client.get(LIST).content.decode()

    assert page.count(shown) == 1
    assert page.count("<article") == 0


@pytest.mark.parametrize(
    "vector",
    [None, {"ranked_at": None}, {"profile_version": 0}],
    ids=["no vector", "not ranked", "an older version"],
)
def test_list_that_is_being_computed_asks_again(client, member, vector):
    company = CompanyFactory(published=True, member=member)
    if vector:
        ranked(company, **vector)

    page = client.get(LIST).content.decode()

    assert page.count("Your suggestions are being worked out") == 1
    assert page.count(POLLING) == 1


def test_empty_list_says_so_and_stops_asking(client, company):
    page = client.get(LIST).content.decode()

    assert page.count("No company of the other country is close enough yet.") == 1
    assert page.count(POLLING) == 0


def test_list_shows_the_best_suggestion_first_with_its_reasons(client, company):
    second, first = suggested_to(company, score=0.4), suggested_to(company, score=0.6)

    answer = client.get(LIST)

    assert [suggestion.match for suggestion in answer.context["page"]] == [first, second]
    assert answer.content.decode().count('<q lang="ja">ライダー</q>') == 4  # why, and what you get


def test_list_leaves_out_what_is_not_for_this_company(client, member, company):
    suggested_to(company, shown_to_french=False)
    suggested_to(company, state=Match.State.SUPERSEDED)
    suggested_to(company, japanese_company=CompanyFactory(japanese=True, submitted=True))
    suggested_to(CompanyFactory(published=True))
    declined_by(member, suggested_to(company))

    assert listed(client) == []


def test_list_answers_the_asking_page_with_its_part_only(client, company):
    suggested_to(company)

    answer = client.get(LIST, headers=FRAGMENT)

    assert answer.templates[0].name == "matching/_suggestions.html"
    assert [suggestion.match for suggestion in answer.context["page"]] == [Match.objects.get()]


def test_list_has_ten_suggestions_to_a_page(client, company):
    for _ in range(11):
        suggested_to(company)

    sizes = [len(client.get(LIST, {"page": page}).context["page"]) for page in ("1", "2", "nonsense")]

    assert sizes == [10, 1, 10]


def test_list_asks_the_same_number_of_queries_for_1_and_3_suggestions(
    client, company, django_assert_num_queries
):
    suggested_to(company)
    with CaptureQueriesContext(connection) as one:
        client.get(LIST)
    suggested_to(company)
    suggested_to(company)

    with django_assert_num_queries(len(one)):
        assert len(listed(client)) == 3


def test_suggestion_shows_its_reasons_from_the_readers_side(client, company):
    match = suggested_to(company, score=0.41)

    shown = client.get(address(match)).context["suggestion"]

    assert (shown.own, shown.other, shown.similarity) == (company, match.japanese_company, 41)
    assert [reason.own_words for reason in shown.reasons] == [["lidar"]]


FOREIGN = {
    "of others": lambda company: suggested_to(CompanyFactory(published=True)),
    "on the other list only": lambda company: suggested_to(company, shown_to_french=False),
    "superseded": lambda company: suggested_to(company, state=Match.State.SUPERSEDED),
    "taken back": lambda company: suggested_to(company, japanese_company=CompanyFactory(japanese=True)),
    "declined and never on the own list": lambda company: suggested_to(
        company, shown_to_french=False, state=Match.State.DECLINED
    ),
    "declined and taken back": lambda company: suggested_to(
        company, japanese_company=CompanyFactory(japanese=True), state=Match.State.DECLINED
    ),
}


@pytest.mark.parametrize("foreign", FOREIGN.values(), ids=FOREIGN)
def test_match_that_is_not_on_the_own_list_is_not_found(client, company, foreign):
    match = foreign(company)

    answers = [client.get(address(match)), decline(client, match, reason="timing")]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert Match.objects.get(pk=match.pk).state == match.state


def test_decline_with_a_reason_is_kept_with_who_and_when(client, member, company):
    match = suggested_to(company)
    before = timezone.now()

    answer = decline(client, match, reason="competitor")

    assert (answer.status_code, answer.url) == (302, LIST)
    match.refresh_from_db()
    assert (match.state, match.decided_by, match.decline_reason) == ("declined", member, "competitor")
    assert before <= match.decided_at <= timezone.now()
    assert listed(client) == []


@pytest.mark.parametrize("data", [{}, {"reason": ""}, {"reason": "because"}])
def test_decline_without_a_reason_decides_nothing(client, company, data):
    match = suggested_to(company)

    answer = decline(client, match, **data)

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["reason"]
    assert answer.context["suggestion"].match == match
    assert listed(client) == [match]


def test_decline_again_by_the_same_member_changes_nothing(client, company):
    match = suggested_to(company)
    decline(client, match, reason="competitor")
    before = Match.objects.values().get()

    answer = decline(client, match, reason="timing")

    assert (answer.status_code, answer.url) == (302, LIST)
    assert Match.objects.values().get() == before


@pytest.mark.parametrize("side", ["french", "japanese"])
def test_decline_after_somebody_else_is_a_conflict_that_names_nobody(client, company, side):
    match = suggested_to(company)
    first = UserFactory(family_name="Canarifamille")
    MembershipFactory(user=first, company=getattr(match, f"{side}_company"))
    declined_by(first, match)

    answer = decline(client, match, reason="competitor")

    assert answer.status_code == 409
    assert (first.email in answer.content.decode(), "Decided on" in answer.content.decode()) == (False, True)
    assert Match.objects.get().decline_reason == "timing"


def test_declined_suggestion_can_be_read_and_not_answered(client, member, company):
    match = declined_by(member, suggested_to(company))

    page = client.get(address(match)).content.decode()

    assert page.count("This suggestion is closed.") == 1
    assert page.count(address(match, "decline")) == 0


def test_contact_data_of_the_other_company_is_in_no_answer(client, company):
    match = suggested_to(company)
    other = match.japanese_company
    other.contact.family_name_kana = other.contact.given_name_kana = "カナリア"
    other.contact.save()
    contact, member = other.contact, other.memberships.get().user
    private = [
        "カナリア",
        contact.family_name,
        contact.given_name,
        contact.email,
        contact.phone,
        member.email,
    ]

    answers = [
        client.get(LIST),
        client.get(LIST, headers=FRAGMENT),
        client.get(address(match)),
        decline(client, match),
        client.post(address(match, "decline"), {"reason": "timing"}, follow=True),
        client.get(address(match)),
    ]

    pages = [answer.content.decode() for answer in answers]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 422, 200, 200]
    assert [secret for secret in private for page in pages if secret in page] == []
    assert [page.count(other.legal_name) > 0 for page in pages] == [True, True, True, True, False, True]


@pytest.mark.parametrize(
    ("role", "start"),
    [
        ({}, "/suggestions/"),
        ({"french_officer": True}, "/desk/"),
        ({"japanese_lead": True}, "/desk/"),
        ({"reader": True}, "/companies/"),
        ({"admin": True}, "/admin/"),
    ],
    ids=["member", "officer", "lead", "reader", "admin"],
)
def test_everybody_is_taken_to_where_their_work_begins(client, settings, role, start):
    settings.SECOND_FACTOR_REQUIRED = False
    client.force_login(UserFactory(**role))

    answer = client.get(reverse("matching:dashboard"))

    assert (answer.status_code, answer.url) == (302, start)
