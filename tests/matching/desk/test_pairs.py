"""Pairs that officers make, and suggestions that they screen."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from matching.life import blocking
from matching.models import Match
from matching.models.life import State
from tests.factories import CompanyFactory, MatchFactory, MembershipFactory
from tests.matching import stages

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair(world):
    """Two published companies that know nothing of each other."""
    return {
        "french": CompanyFactory(published=True),
        "japanese": CompanyFactory(published=True, japanese=True),
    }


def chosen(pair: dict, **typed) -> dict:
    return {side: company.pk for side, company in pair.items()} | typed


def make(client, pair, note="Both measure soil."):
    return client.post(reverse("matching:make_pair"), chosen(pair, note=note))


def test_companies_are_found_by_name_in_any_script(client, world, pair):
    names = {"french_name": pair["french"].latin_name, "japanese_name": "みほん"}

    found = client.get(reverse("matching:choose_pair"), names).context["found"]

    assert found == {"french": [pair["french"]], "japanese": [pair["japanese"]]}


def test_own_and_unpublished_companies_are_not_found(client, world):
    CompanyFactory(latin_name="Exemple brouillon")
    MembershipFactory(
        company=CompanyFactory(published=True, latin_name="Exemple propre"), user=world["french_officer"]
    )

    found = client.get(reverse("matching:choose_pair"), {"french_name": "Exemple"}).context["found"]

    assert found["french"] == []


def test_profile_leads_officers_to_the_search(client, pair):
    page = client.get(pair["french"].get_absolute_url()).content.decode()

    assert f"{reverse('matching:choose_pair')}?french={pair['french'].pk}" in page


def test_preview_shows_the_reasons_and_saves_nothing(client, pair):
    answer = client.get(reverse("matching:choose_pair"), chosen(pair))

    suggestion = answer.context["suggestion"]
    assert (suggestion.own, suggestion.other) == (pair["french"], pair["japanese"])
    assert not Match.objects.exists()


def test_pair_is_put_on_both_lists_with_the_note(client, world, pair):
    answer = make(client, pair)

    match = Match.objects.get()
    assert answer.status_code == 302
    assert (match.made_by, match.note) == (world["french_officer"], "Both measure soil.")
    assert (match.shown_to_french, match.shown_to_japanese) == (True, True)


@pytest.mark.parametrize(
    ("note", "error"),
    [("", "required"), ("a@example.com", "e-mail"), ("x" * 601, "600")],
    ids=["none", "contact data", "too long"],
)
def test_note_is_needed_short_and_without_contact_data(client, pair, note, error):
    answer = make(client, pair, note)

    assert answer.status_code == 422
    assert error in str(answer.context["form"].errors["note"])
    assert not Match.objects.exists()


def test_pair_that_may_not_be_suggested_says_why(client, world, pair):
    member = world["french_member"]
    blocking.block(pair["japanese"], company=pair["french"], member=member)

    preview = client.get(reverse("matching:choose_pair"), chosen(pair))

    assert "wants nothing to do" in str(preview.context["refusal"])
    assert make(client, pair).status_code == 409


def test_company_that_enough_others_see_is_suggested_to_nobody_more(client, pair, settings):
    settings.MATCHING_EXPOSURE_CAP = 2
    ranked = MatchFactory(japanese_company=pair["japanese"], shown_to_french=True)
    assert make(client, pair).status_code == 302  # the second who sees the Japanese company
    another = {**pair, "french": CompanyFactory(published=True)}

    preview = client.get(reverse("matching:choose_pair"), chosen(another))

    assert "is shown to 2 companies already" in str(preview.context["refusal"])
    assert make(client, another).status_code == 409
    seen_already = {**pair, "french": ranked.french_company}
    assert make(client, seen_already).status_code == 302


def test_pair_under_way_says_where_it_stands(client, world):
    match = stages.mutual(world)
    pair = {"french": match.french_company, "japanese": match.japanese_company}

    preview = client.get(reverse("matching:choose_pair"), chosen(pair))

    assert "with the officers" in str(preview.context["refusal"])


def test_choice_that_is_no_company_leads_back(client, world, pair):
    assert client.post(reverse("matching:make_pair"), {"french": "x", "note": "?"}).status_code == 302


def test_suggestions_are_cleared_and_turned_down_together(client, world):
    proposed = MatchFactory.create_batch(3, state=State.PROPOSED)
    address = reverse("matching:screen")

    client.post(address, {"verdict": "clear", "match": [proposed[0].pk, proposed[1].pk]})
    client.post(address, {"verdict": "turn_down", "match": [proposed[2].pk]})

    assert [stages.fresh(match).state for match in proposed] == ["suggested", "suggested", "refused"]


def test_suggestion_judged_just_now_stops_no_other(client, world):
    first, second = MatchFactory(state=State.REFUSED), MatchFactory(state=State.PROPOSED)

    answer = client.post(
        reverse("matching:screen"), {"verdict": "clear", "match": [first.pk, second.pk]}, follow=True
    )

    assert [stages.fresh(match).state for match in (first, second)] == ["refused", "suggested"]
    assert len(answer.context["messages"]) == 2


def test_nothing_selected_changes_nothing(client, world):
    answer = client.post(reverse("matching:screen"), {"verdict": "clear"}, follow=True)

    assert "please select" in str(list(answer.context["messages"])[0])


def test_screening_asks_the_same_number_of_queries_for_1_and_3_rows(client, world, django_assert_num_queries):
    MatchFactory(state=State.PROPOSED)
    client.get(reverse("matching:screening"))
    with CaptureQueriesContext(connection) as one:
        client.get(reverse("matching:screening"))
    MatchFactory.create_batch(2, state=State.PROPOSED)

    with django_assert_num_queries(len(one)):
        assert len(client.get(reverse("matching:screening")).context["page"]) == 3


def test_own_companies_suggestions_are_not_screened(client, world):
    match = MatchFactory(state=State.PROPOSED)
    MembershipFactory(company=match.french_company, user=world["french_officer"])

    client.post(reverse("matching:screen"), {"verdict": "clear", "match": [match.pk]})

    assert stages.fresh(match).state == State.PROPOSED
