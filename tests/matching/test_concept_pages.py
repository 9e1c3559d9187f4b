"""The officers' pages of the thesaurus: found, changed, taken back, kept in history, exported, used."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.urls import reverse
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import SKOS

from matching import wording
from matching.domains import NAMES
from matching.models import ConceptLabel
from matching.suggesting import vectors
from matching.thesaurus.loading import load
from tests.factories import CompanyFactory, UserFactory

pytestmark = pytest.mark.django_db
WOODEN = {
    "text__summary": "Notre sonde hydrique de vigne est en bois.",
    "text__offers": "",
    "text__seeks": "",
}


def labels(language):
    return wording.thesaurus_in_use().concepts["soil-sensor"].labels[language]


def add(client, label, language="fr"):
    address = reverse("matching:add_label", args=["soil-sensor"])
    return client.post(address, {"language": language, "label": label})


def hide(client, label, **more):
    address = reverse("matching:hide_label", args=["soil-sensor"])
    return client.post(address, {"language": "fr", "label": label, **more})


def test_concept_is_found_by_a_word_of_any_language(client, officer):
    answer = client.get(reverse("matching:concepts"), {"words": "土壌水分センサー"})

    assert [row.id for row in answer.context["concepts"]] == ["soil-sensor"]


def test_added_label_is_in_use_and_in_history(client, officer):
    add(client, "sonde hydrique de vigne")

    assert labels("fr")[-1] == "sonde hydrique de vigne"
    page = client.get(reverse("matching:concept", args=["soil-sensor"])).context["page"]
    assert [(change.label, change.changed_by) for change in page.history] == [
        ("sonde hydrique de vigne", officer)
    ]


def test_added_label_changes_what_the_next_refresh_reads(client, officer, settings):
    settings.MATCHING_ENCODER = False
    company = CompanyFactory(published=True, **WOODEN)
    before = vectors.stored(company)
    add(client, "sonde hydrique de vigne")

    after = vectors.stored(company)

    assert "soil-sensor" not in before.bags["overall"]
    assert after.bags["overall"]["soil-sensor"] == 1
    page = client.get(reverse("matching:concept", args=["soil-sensor"])).context["page"]
    assert page.profiles == [company]


def test_label_of_another_concept_is_refused(client, officer):
    answer = add(client, "Robot")

    assert answer.status_code == 422
    assert answer.context["form"].errors["label"] == ["“Robot” is a label of robot already."]
    assert not ConceptLabel.objects.exists()


@pytest.mark.parametrize("label", ["", "12", "a\u202eb", "x" * 101])
def test_label_that_nobody_could_mean_is_refused(client, officer, label):
    answer = add(client, label)

    assert answer.status_code == 422
    assert not ConceptLabel.objects.exists()


def test_hidden_label_is_out_of_use_until_it_is_used_again(client, officer):
    hide(client, "sonde de sol")
    without = labels("fr")
    hide(client, "sonde de sol", show="on")

    assert "sonde de sol" not in without
    assert "sonde de sol" in labels("fr")
    assert ConceptLabel.pgh_event_model.objects.count() == 2


def test_hiding_an_added_label_takes_it_back(client, officer):
    add(client, "sonde hydrique de vigne")

    hide(client, "sonde hydrique de vigne")

    assert not ConceptLabel.objects.exists()


def test_label_that_the_concept_does_not_have_cannot_be_hidden(client, officer):
    answer = hide(client, "tracteur")

    assert not ConceptLabel.objects.exists()
    assert [str(message) for message in get_messages(answer.wsgi_request)] == [
        "“tracteur” is not a label of capteur d'humidité du sol."
    ]


def test_hiding_twice_is_hiding_once(client, officer):
    for _ in range(2):
        hide(client, "sonde de sol")

    assert [change.label for change in ConceptLabel.objects.hidden()] == ["sonde de sol"]


@pytest.mark.django_db(transaction=True)
def test_label_added_to_two_concepts_at_once_comes_to_one():
    officer, together = UserFactory(french_officer=True), Barrier(8)

    def add_to(concept):
        together.wait()
        try:
            wording.add(concept, "fr", "sonde hydrique de vigne", officer=officer)
        except wording.WordingError:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(8) as threads:
        added = list(threads.map(add_to, ["soil-sensor", "robot"] * 4))

    assert added.count(True) == ConceptLabel.objects.count() == 1


def test_export_is_skos_with_the_labels_in_use(client, officer):
    add(client, "sonde hydrique de vigne")

    answer = client.get(reverse("matching:export_concepts"))

    graph = Graph().parse(data=answer.content.decode(), format="turtle")
    concept = URIRef("http://testserver/thesaurus/soil-sensor")
    assert (concept, SKOS.prefLabel, Literal("capteur d'humidité du sol", lang="fr")) in graph
    assert (concept, SKOS.altLabel, Literal("sonde hydrique de vigne", lang="fr")) in graph
    assert (concept, SKOS.broader, URIRef("http://testserver/thesaurus/humidity-sensor")) in graph


def test_every_domain_has_a_name():
    assert set(NAMES) == {concept.domain for concept in load().concepts.values()}
