"""The invented site on which pages are timed: it has people, texts and matches of every age."""

import json

import pytest
from django.core.management import CommandError, call_command

from accounts.models import Country, User
from common.reference import load_reference
from matching.engine.full_ranking import Corpus
from matching.life import deadlines
from matching.measuring import inhabited, invented, under_way
from matching.measuring.audience import audience
from matching.models import Approval, Match, MatchEvent
from matching.models.life import State
from startups.models import Company
from tests.factories import UserFactory
from tests.matching.digests.pairs import EXPLANATION
from tests.matching.profiles import COMPANIES, SAMPLE

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def filled(settings):
    """Ten companies of each country with full lists, and ten of their matches under way."""
    settings.MATCHING_ENCODER = False
    settings.SECOND_FACTOR_REQUIRED = True
    load_reference()
    inhabited._labels.cache_clear()
    UserFactory(french_officer=True)
    UserFactory(japanese_officer=True)
    invented.fill(Corpus.of(COMPANIES, SAMPLE), 20, inhabited.facts)
    inhabited.inhabit()
    invented.pretend_to_be_ranked(3, [json.dumps(EXPLANATION)])
    under_way.bring_on(10)


def test_every_company_has_texts_an_owner_and_a_contact_person():
    companies = Company.objects.published()

    assert companies.filter(contact=None).count() == 0
    assert companies.filter(texts=None).count() == 0
    assert User.objects.filter(memberships__company__in=companies).count() == 20


def test_matches_under_way_are_at_different_points_of_their_life():
    states = list(Match.objects.exclude(state=State.SUGGESTED).values_list("state", flat=True))

    assert sorted(states) == ["interest"] * 2 + ["introduced"] * 2 + ["mutual"] * 6
    assert Approval.objects.undecided().filter(country=Country.FRANCE).count() in range(3, 7)
    assert {event.match.state for event in MatchEvent.objects.filter(event="introduce")} == {"introduced"}


def test_nothing_becomes_due_while_it_is_measured():
    assert [list(due()) for due, _step in deadlines.STEPS] == [[]] * len(deadlines.STEPS)


def test_every_page_of_everybody_answers(live_server):
    people = audience(20, live_server.url, seconds=1)

    visits = [person.visit(page, person.pages[page][0]) for person in people for page in person.pages]

    assert {visit.page for visit in visits if not visit.is_answered} == set()
    assert {"my matches", "one match", "one half", "matches to decide", "board"} <= {v.page for v in visits}


@pytest.mark.parametrize(("demo", "fault"), [(False, "Demo data is off"), (True, "here already")])
def test_site_is_never_filled_in_production_nor_where_people_are(settings, demo, fault):
    settings.DEMO = demo

    with pytest.raises(CommandError, match=fault):
        call_command("fill_site")


def test_nobody_looks_around_in_the_name_of_real_people():
    UserFactory(email="somebody@enishi.example.org")

    with pytest.raises(CommandError, match="Real people"):
        call_command("bench_web")
