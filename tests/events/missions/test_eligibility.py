"""Conditions as data: each failure with its figures, and in words of three languages."""

from datetime import date

import pytest
from django.utils import translation

from events.missions import condition_wording
from events.missions.eligibility import Facts, Failure, failures, full_years

DEADLINE = date(2027, 5, 31)
FACTS = Facts(
    founded_on=date(2020, 4, 1),
    stage="seed",
    head_count="10-49",
    fields=["agrifood"],
    technologies=["iot"],
    labels=["french-tech-2030"],
)


def one(rules, **changes):
    """What fails, with some facts changed."""
    return failures(rules, Facts(**{**vars(FACTS), **changes}), DEADLINE)


def test_empty_rule_book_asks_for_nothing():
    assert one({}) == one({"stages": [], "oldest_years": None, "prototype": False}) == []


@pytest.mark.parametrize(
    ("founded_on", "is_young"),
    [(date(2018, 6, 1), True), (date(2018, 5, 31), True), (date(2017, 5, 31), False), (None, False)],
)
def test_age_counts_full_years_on_the_day_of_the_deadline(founded_on, is_young):
    assert (one({"oldest_years": 9}, founded_on=founded_on) == []) == is_young


def test_leap_day_has_its_birthday_on_the_first_of_march():
    born = date(2020, 2, 29)

    assert (full_years(born, date(2027, 2, 28)), full_years(born, date(2027, 3, 1))) == (6, 7)


@pytest.mark.parametrize(
    ("rules", "changes", "failure"),
    [
        ({"oldest_years": 5}, {}, Failure("oldest_years", 5, 7)),
        ({"stages": ["growth"]}, {}, Failure("stages", ["growth"], "seed")),
        ({"head_counts": ["1-9"]}, {}, Failure("head_counts", ["1-9"], "10-49")),
        ({"fields": ["space"]}, {}, Failure("fields", ["space"], ["agrifood"])),
        ({"technologies": ["ai"]}, {}, Failure("technologies", ["ai"], ["iot"])),
        ({"labels": ["next40-120"]}, {"labels": []}, Failure("labels", ["next40-120"], [])),
        ({"prototype": True}, {"stage": "idea"}, Failure("prototype", True, False)),
        ({}, {"is_published": False}, Failure("published", True, False)),
    ],
    ids=lambda value: value.rule if isinstance(value, Failure) else "",
)
def test_rule_that_is_not_met_is_named_with_its_figures(rules, changes, failure):
    assert one(rules, **changes) == [failure]


def test_every_failure_is_named_and_not_only_the_first():
    rules = {"oldest_years": 5, "stages": ["growth"], "fields": ["space"], "prototype": True}

    assert [each.rule for each in one(rules)] == ["oldest_years", "stages", "fields"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Founded at most 5 years before the deadline. You: 7 years."),
        ("fr", "Fondée au plus 5 ans avant la date limite. Vous\u00a0: 7 ans."),
        ("ja", "締切時点で設立から5年以内であること。貴社：7年。"),
    ],
)
def test_failure_is_said_in_the_readers_language(language, text):
    stored = Failure("oldest_years", 5, 7).as_data()

    with translation.override(language):
        assert condition_wording.failure(stored) == text


@pytest.mark.django_db
def test_every_rule_has_its_words():
    every = {
        "oldest_years": (5, None),
        "stages": (["seed"], "idea"),
        "head_counts": (["1-9"], "250+"),
        "fields": (["space"], []),
        "technologies": (["ai"], ["iot"]),
        "labels": (["nobody-knows"], []),
        "prototype": (True, False),
        "published": (True, False),
    }

    said = [condition_wording.failure({"rule": r, "wanted": w, "found": f}) for r, (w, f) in every.items()]

    assert all(said)
    assert len(condition_wording.conditions({rule: wanted for rule, (wanted, _) in every.items()})) == 7
