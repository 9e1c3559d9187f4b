import json

import pytest

from matching.engine.profiles import ProfileError, ProfileTexts, parse_profiles

ROW = {"id": "x", "country": "FR", "description": "Nous faisons des robots."}


def test_profile_is_read_with_its_language_detected():
    assert list(parse_profiles([json.dumps(ROW)])) == [
        ProfileTexts(id="x", country="FR", language="fr", description="Nous faisons des robots.")
    ]


def test_unknown_keys_nulls_and_blank_lines_are_ignored():
    lines = ["", json.dumps(ROW | {"founded": 2011, "offers": None, "language": None}), "  \n"]

    assert [profile.offers for profile in parse_profiles(lines)] == [()]


def test_only_keeps_the_chosen_texts():
    profile = ProfileTexts("x", "FR", "fr", "robots", ("bras",), ("usines",), ("vision",))

    assert profile.only(["offers"]) == ProfileTexts("x", "FR", "fr", offers=("bras",))


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("{", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ("[]", "not a JSON object"),
        (b"\xff", "not UTF-8"),
        (json.dumps(ROW | {"id": 7}), '"id"'),
        (json.dumps(ROW | {"id": ""}), '"id"'),
        (json.dumps(ROW | {"country": "DE"}), '"country"'),
        (json.dumps(ROW | {"description": None}), '"description"'),
        (json.dumps(ROW | {"language": "de"}), '"language"'),
        (json.dumps(ROW | {"language": ["fr"]}), '"language"'),
        (json.dumps(ROW | {"country": ["FR"]}), '"country"'),
        (json.dumps(ROW | {"offers": "robots"}), '"offers"'),
        (json.dumps(ROW | {"seeks": [1]}), '"seeks"'),
        (json.dumps(ROW), "already used"),
    ],
)
def test_bad_row_is_refused_with_its_line(line, problem):
    with pytest.raises(ProfileError) as refusal:
        list(parse_profiles([json.dumps(ROW), line]))

    assert refusal.value.line == 2
    assert problem in refusal.value.problem
