"""The invented companies on which the workers are measured."""

import pytest

from accounts.models import Country
from matching.engine.full_ranking import Corpus
from matching.measuring import invented
from matching.models import FullRanking, Match
from matching.suggesting import indexes, ranking_runs, suggestions, vectors
from startups.models import Company
from tests.matching.profiles import COMPANIES, SAMPLE

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def filled(settings):
    """Six companies of each country, of concepts only."""
    settings.MATCHING_ENCODER = False
    indexes._kept.clear()
    invented.fill(Corpus.of(COMPANIES, SAMPLE), 12)


def test_invented_companies_are_published_and_stored():
    snapshot = vectors.refit()

    assert [len(indexes.refreshed(country, snapshot).ids) for country in Country] == [6, 6]


def test_invented_companies_can_be_ranked():
    ranking_runs.refresh_all()

    assert FullRanking.objects.get().companies == 12


def test_pretended_lists_are_full_and_nobody_is_due():
    invented.pretend_to_be_ranked(3)

    counts = {Match.objects.untouched().shown_to(company).count() for company in Company.objects.all()}
    assert (counts, list(suggestions.companies_due())) == ({3}, [])
