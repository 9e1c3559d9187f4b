from dataclasses import replace

import pytest

from matching.text.concepts import ConceptFinder
from matching.text.senses import settled
from matching.thesaurus.concepts import Concept, Thesaurus


def concept(identifier, label, domain):
    return Concept(identifier, {"fr": (label,), "ja": (), "en": ()}, domain=domain)


THESAURUS = Thesaurus(
    {
        one.id: one
        for one in (
            concept("reactor", "amr", "nuclear"),
            concept("mobile-robot", "amr", "robotics"),
            concept("robot-fleet", "flotte", "robotics-plain"),
            concept("fuel", "combustible", "nuclear"),
            concept("harvest", "récolte", "agriculture"),
        )
    }
)
FINDER = ConceptFinder(THESAURUS)


def meanings(text):
    mentions = FINDER.find(text, "fr")
    return [one.concepts for one in settled(mentions, mentions, THESAURUS)]


@pytest.mark.parametrize(
    ("text", "meaning"), [("AMR et combustible", "reactor"), ("AMR en flotte", "mobile-robot")]
)
def test_word_with_two_meanings_has_the_one_that_goes_with_the_rest(text, meaning):
    assert meanings(text)[0] == (meaning,)


@pytest.mark.parametrize("text", ["AMR", "AMR pour la récolte", "AMR, flotte et combustible"])
def test_word_keeps_its_meanings_where_nothing_tells(text):
    assert meanings(text)[0] == ("reactor", "mobile-robot")


def test_meanings_that_are_akin_stay_together():
    twins = {"reactor": concept("reactor", "amr", "robotics-plain")}
    thesaurus = Thesaurus({**THESAURUS.concepts, **twins})
    mentions = ConceptFinder(thesaurus).find("AMR en flotte", "fr")

    assert settled(mentions, mentions, thesaurus)[0].concepts == ("reactor", "mobile-robot")


@pytest.mark.parametrize(
    ("text", "meaning"),
    [("Bureau", "office"), ("Bureau et récolte", "office"), ("Bureau et fichier", "desktop")],
)
def test_software_word_is_a_plain_one_where_nothing_speaks_of_software(text, meaning):
    software = (
        concept("desktop", "bureau", "computing-desktop"),
        concept("computer-file", "fichier", "computing-files"),
        concept("office", "bureau", "services-plain"),
    )
    thesaurus = Thesaurus({**THESAURUS.concepts, **{one.id: one for one in software}})
    mentions = ConceptFinder(thesaurus).find(text, "fr")

    assert settled(mentions, mentions, thesaurus)[0].concepts == (meaning,)


def test_nothing_else_of_a_mention_changes():
    mentions = FINDER.find("AMR en flotte", "fr")

    assert settled(mentions, mentions, THESAURUS) == [
        replace(mentions[0], concepts=("mobile-robot",)),
        mentions[1],
    ]
