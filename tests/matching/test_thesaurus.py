import re
from collections import defaultdict
from pathlib import Path

import pytest

from common.languages import LANGUAGES
from matching.text import latin
from matching.text.concepts import content, finder_of
from matching.text.normalising import fold_accents, normalise
from matching.text.tokens import tokenise
from matching.thesaurus.concepts import ExtraLabel
from matching.thesaurus.loading import FOLDER, ThesaurusError, load
from tests.matching.profiles import SAMPLE

THESAURUS = load()


def shared_labels():
    """The labels that may stand on two concepts: rows `language, label: reason`."""
    rows = (FOLDER / "shared_labels.txt").read_text(encoding="utf-8").splitlines()
    pattern = re.compile(r"(fr|ja|en), (.+): .+")
    return {pattern.fullmatch(row).groups() for row in rows if row and not row.startswith("#")}


FEWEST_CONCEPTS = 2_000
LONGEST_FILE = 400  # lines


def test_there_are_enough_concepts():
    assert len(THESAURUS.concepts) >= FEWEST_CONCEPTS


def test_no_file_is_too_long_to_read():
    lengths = {
        path.name: len(path.read_text(encoding="utf-8").splitlines()) for path in FOLDER.glob("*.toml")
    }

    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {}


def test_no_label_is_a_mere_everyday_word_without_its_joints():
    """ "nouveau-né" would be found wherever "nouveau" stands: "né" is skipped inside labels."""
    bare = [
        (concept.id, label)
        for concept in THESAURUS.concepts.values()
        for language, labels in concept.labels.items()
        for label in labels
        if is_bare(normalise(label), language)
    ]

    assert bare == []


def is_bare(label, language):
    tokens = tokenise(label, language)
    words = content(tokens)
    if len(words) != 1 or len(tokens) == 1:
        return False
    # With its accents: no dictionary knows "reseau".
    return latin.is_word(label.text[words[0].start : words[0].end], words[0].language)


def test_every_concept_has_labels_in_three_languages():
    silent = [
        concept.id for concept in THESAURUS.concepts.values() if not all(map(concept.labels.get, LANGUAGES))
    ]

    assert silent == []


def test_every_id_is_kebab_case():
    pattern = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

    assert [concept for concept in THESAURUS.concepts if not pattern.fullmatch(concept)] == []


def test_no_label_is_on_two_concepts_without_a_reason():
    owners = defaultdict(set)
    for concept in THESAURUS.concepts.values():
        for language, labels in concept.labels.items():
            for label in labels:
                owners[language, fold_accents(label.casefold())].add(concept.id)
    twice = {key: ids for key, ids in owners.items() if len(ids) > 1 and key not in shared_labels()}

    assert twice == {}


def test_every_reference_exists():
    missing = [
        (concept.id, reference)
        for concept in THESAURUS.concepts.values()
        for reference in (*concept.broader, *concept.related)
        if reference not in THESAURUS.concepts
    ]

    assert missing == []


def test_no_concept_is_broader_than_itself():
    def climbs_to_itself(concept):
        seen, above = set(), list(THESAURUS.concepts[concept].broader)
        while above:
            broader = above.pop()
            if broader not in seen and broader in THESAURUS.concepts:
                seen.add(broader)
                above.extend(THESAURUS.concepts[broader].broader)
        return concept in seen

    assert [concept for concept in THESAURUS.concepts if climbs_to_itself(concept)] == []


def test_ancestors_are_counted_in_steps():
    assert SAMPLE.ancestors("temperature-sensor") == {"sensor": 1}
    assert SAMPLE.ancestors("sensor") == SAMPLE.ancestors("unknown") == {}


def test_label_is_given_in_the_language_of_the_reader():
    assert [SAMPLE.label("sensor", language) for language in ("fr", "ja", "en")] == [
        "capteur",
        "センサー",
        "sensor",
    ]
    assert SAMPLE.label("word:crispr", "fr") == "crispr"


def test_added_label_is_found_and_hidden_label_is_not():
    extra = ExtraLabel("robot", "ja", "アンドロイド")

    added = SAMPLE.with_labels(added=[extra])
    hidden = added.with_labels(hidden=[extra])

    assert finder_of(added).find("アンドロイド", "ja")[0].concepts == ("robot",)
    assert finder_of(hidden).find("アンドロイド", "ja")[0].concepts == ("word:アンドロイド",)


def test_version_changes_with_a_label():
    added = SAMPLE.with_labels(added=[ExtraLabel("robot", "ja", "アンドロイド")])

    assert added.version != SAMPLE.version == SAMPLE.with_labels().version


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[robot", "bad.toml"),
        ('[robot]\nde = ["Roboter"]', "robot must hold"),
        ('[robot]\nfr = "robot"', "robot must hold"),
        ("robot = 1", "robot must hold"),
    ],
)
def test_bad_file_is_refused(tmp_path: Path, text, problem):
    (tmp_path / "bad.toml").write_text(text, encoding="utf-8")

    with pytest.raises(ThesaurusError, match=problem):
        load(tmp_path)


def test_concept_in_two_files_is_refused(tmp_path: Path):
    for name in ("one", "two"):
        (tmp_path / f"{name}.toml").write_text('[robot]\nfr = ["robot"]', encoding="utf-8")

    with pytest.raises(ThesaurusError, match=r"two.toml: robot is also in one.toml"):
        load(tmp_path)


def test_files_of_one_field_are_one_field():
    fields = {concept.id: concept.field for concept in THESAURUS.concepts.values()}

    assert fields["computer-file"] == fields["web-server"] == "computing"
    assert fields["source-code"] == "software"
