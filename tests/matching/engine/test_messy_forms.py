"""Forms filled in carelessly still find their natural partner."""

import pytest

from matching.engine.encoder import load_encoder
from matching.engine.full_ranking import WEIGHTS, Corpus, rank_all
from matching.engine.profiles import FIELDS
from matching.thesaurus.loading import load
from tests.matching.messy_forms import FRENCH, JAPANESE


@pytest.mark.parametrize(("signal", "with_encoder"), [("tfidf", False), ("tfidf", True), ("hybrid", True)])
@pytest.mark.parametrize("fields", [("description",), FIELDS], ids=["description", "all"])
def test_partner_of_a_messy_form_comes_first(signal, with_encoder, fields):
    encoder = load_encoder() if with_encoder else None

    ranking = rank_all(Corpus.of([*FRENCH, *JAPANESE], load(), fields, encoder), WEIGHTS[signal])

    first = {(company[3:], ranked[0][3:]) for company, ranked in ranking.items()}
    assert {(company, partner) for company, partner in first if company != partner} == set()
