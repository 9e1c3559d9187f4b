"""A company's board of matches, and where everybody starts."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from matching.life import answering
from matching.models import Match, ProfileVector
from startups.models import Company
from tests.factories import CompanyFactory, MatchFactory, UserFactory
from tests.matching import stages

pytestmark = pytest.mark.django_db
LIST = "/matches/"
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


def parts(client, **query) -> dict:
    """The matches on each part of the board."""
    board = client.get(LIST, query).context["board"]
    return {str(part.section): [entry.suggestion.match for entry in part.entries] for part in board}


def listed(client):
    return parts(client)["new"]


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

    assert listed(client) == [first, second]
    assert answer.content.decode().count('<q lang="ja">ライダー</q>') == 4  # why, and what you get


def test_list_leaves_out_what_is_not_for_this_company(client, member, company):
    suggested_to(company, shown_to_french=False)
    suggested_to(company, state=Match.State.SUPERSEDED)
    suggested_to(company, japanese_company=CompanyFactory(japanese=True, submitted=True))
    suggested_to(CompanyFactory(published=True))

    assert listed(client) == []


def test_list_answers_the_asking_page_with_its_part_and_the_counts(client, company):
    suggested_to(company)

    answer = client.get(LIST, headers=FRAGMENT)

    page = answer.content.decode()
    assert answer.templates[0].name == "matching/_new.html"
    assert (page.count("<article"), page.count('hx-swap-oob="true"'), page.count("<html")) == (1, 1, 0)


def say_yes(match, company):
    stages.say_yes(match, company.memberships.get().user, company)


def asked(company):
    match = suggested_to(company)
    say_yes(match, company)
    return match


def asking(company):
    match = suggested_to(company)
    say_yes(match, match.japanese_company)
    return match


def mutual(company):
    match = asked(company)
    say_yes(match, match.japanese_company)
    return match


def introduced(company):
    match = mutual(company)
    for officer in (UserFactory(french_officer=True), UserFactory(japanese_officer=True)):
        stages.approve(match, officer)
    return match


def declined(company):
    match = suggested_to(company)
    member = company.memberships.get().user
    answering.decline(match, company=company, member=member, reason="timing")
    return match


WAYS = {
    "new": suggested_to,
    "yours": asking,
    "theirs": asked,
    "officers": mutual,
    "introduced": introduced,
    "closed": declined,
}


def test_every_match_stands_in_the_part_of_what_is_to_be_done(client, company):
    made = {section: [way(company)] for section, way in WAYS.items()}

    assert parts(client) == made


def test_board_says_how_many_days_are_left_to_answer(client, company):
    match = asking(company)
    Match.objects.filter(pk=match.pk).update(interest_at=timezone.now() - timedelta(days=11))

    page = client.get(LIST).content.decode()

    assert page.count("3 days left") == 1


def test_board_counts_each_part_and_says_what_to_do_where_it_is_empty(client, company):
    asked(company)

    page = client.get(LIST).content.decode()

    assert page.count('<span class="count">1</span>') == 2  # the link and the heading
    assert page.count("Nobody waits for your answer.") == 1
    assert page.count("You wait for nobody’s answer.") == 0


def test_board_keeps_from_a_company_what_the_other_ended_before_any_interest(client, company):
    match = suggested_to(company)
    other = match.japanese_company
    answering.decline(match, company=other, member=other.memberships.get().user, reason="competitor")

    assert parts(client) == {section: [] for section in WAYS}


def test_board_of_a_company_that_is_changing_its_profile_keeps_what_is_under_way(client, company):
    match = asked(company)
    Company.objects.filter(pk=company.pk).update(state=Company.State.DRAFT)

    assert parts(client)["theirs"] == [match]


def test_past_has_ten_matches_to_a_page(client, company):
    for _ in range(11):
        declined(company)

    sizes = [len(parts(client, page=page)["closed"]) for page in ("1", "2", "nonsense")]

    assert sizes == [10, 1, 10]


@pytest.mark.parametrize("section", WAYS)
def test_board_asks_the_same_number_of_queries_for_1_and_3_matches(
    client, company, section, settings, django_assert_num_queries
):
    WAYS[section](company)
    with CaptureQueriesContext(connection) as one:
        client.get(LIST)
    for _ in range(2):
        WAYS[section](company)

    with django_assert_num_queries(len(one)):
        assert len(parts(client)[section]) == 3


@pytest.mark.parametrize(
    ("language", "seen", "heard"),
    [
        (
            "en",
            ["Interested", "All reasons", "Not now", "See profile"],
            ["Interested: {}", "All reasons: {}", "Not now: {}", "See profile of {}"],
        ),
        (
            "fr",
            ["Intéressés", "Toutes les raisons", "Pas maintenant", "Voir le profil"],
            [
                *("Intéressés\N{NO-BREAK SPACE}: {}", "Toutes les raisons\N{NO-BREAK SPACE}: {}"),
                *("Pas maintenant\N{NO-BREAK SPACE}: {}", "Voir le profil\N{NO-BREAK SPACE}: {}"),
            ],
        ),
        (
            "ja",
            ["関心がある", "すべての理由を見る", "今回は辞退する", "プロフィールを見る"],
            ["関心がある：{}", "すべての理由を見る：{}", "今回は辞退する：{}", "{}のプロフィールを見る"],
        ),
    ],
)
def test_buttons_of_a_card_are_short_to_see_and_name_the_company_to_hear(client, language, seen, heard):
    user = UserFactory(language=language)
    client.force_login(user)
    other = suggested_to(ranked(CompanyFactory(published=True, member=user))).japanese_company
    hidden = re.compile('<span class="visually-hidden">(.*?)</span>')

    page = client.get(LIST).text

    card = page[page.index("<article") : page.index("</article>")]
    buttons = re.findall('<a class="button[^>]*>(.*?)</a>', card)
    assert [hidden.sub("", button) for button in buttons] == seen
    assert [hidden.sub(r"\1", button) for button in buttons] == [
        each.format(other.latin_name) for each in heard
    ]


def test_old_address_leads_to_the_board(client, member):
    answer = client.get("/suggestions/")

    assert (answer.status_code, answer.url) == (302, LIST)


@pytest.mark.parametrize(
    ("role", "start"),
    [
        ({}, "/matches/"),
        ({"french_officer": True}, "/desk/"),
        ({"japanese_lead": True}, "/desk/"),
        ({"reader": True}, "/board/"),
        ({"admin": True}, "/admin/"),
    ],
    ids=["member", "officer", "lead", "reader", "admin"],
)
def test_everybody_is_taken_to_where_their_work_begins(client, settings, role, start):
    settings.SECOND_FACTOR_REQUIRED = False
    client.force_login(UserFactory(**role))

    answer = client.get(reverse("matching:dashboard"))

    assert (answer.status_code, answer.url) == (302, start)
