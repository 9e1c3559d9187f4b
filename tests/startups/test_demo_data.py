"""The invented companies of the demo are complete, valid and free of contact data."""

import re
import tomllib
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from stdnum.fr import siren
from stdnum.jp import cn

DEMO = Path(__file__).resolve().parents[2] / "startups" / "demo"
SIDES = {
    side: tomllib.loads((DEMO / f"{side}.toml").read_text(encoding="utf-8"))["company"]
    for side in ("french", "japanese")
}
COMPANIES = [company for companies in SIDES.values() for company in companies]

FIELDS = {
    *("ai_nlp", "computer_vision", "robotics_logistics", "iot_sensors", "telecom", "data_analytics"),
    *("quantum", "space", "medtech_health", "biotech", "agrifood", "materials_energy", "mobility"),
    *("fintech", "cybersecurity", "edtech_hr", "xr_entertainment", "semiconductor_photonics"),
    *("construction", "climate"),
}
STATES = {"draft", "submitted", "in_review", "changes_requested", "rejected", "published"}
STATES |= {"expired", "suspended", "withdrawn"}
EDITIONS = {
    "french": {
        "next40-120": {"2020", "2021", "2022", "2023", "2024", "2025"},
        "french-tech-2030": {"2023", "2025"},
    },
    "japanese": {"j-startup": {"2018", "2019", "2021", "2023", "2025"}},
}
CONTACT_DATA = re.compile(
    r"[@＠]|https?:|www\.|\w\.(?:com|fr|jp|net|org|io|ai|eu)\b|[+＋]\d{2}|\d(?:[ .\-‐－()]?\d){8,}|〒",
    re.IGNORECASE,
)


def public_text(company):
    """Everything of a company that other members may read."""
    return "\n".join(
        line for text in company["text"] for line in (text["summary"], *text["offers"], *text["seeks"])
    )


def every_company(function):
    """Run a test once per company, named by its key."""
    return pytest.mark.parametrize("company", COMPANIES, ids=lambda company: company["key"])(function)


@pytest.mark.parametrize("side", SIDES)
def test_each_side_has_enough_companies_in_every_state(side):
    states = Counter(company["state"] for company in SIDES[side])

    assert len(SIDES[side]) >= 24
    assert set(states) == STATES
    assert states["published"] >= 18


@pytest.mark.parametrize("side", SIDES)
def test_published_companies_of_each_side_cover_every_field(side):
    published = [company for company in SIDES[side] if company["state"] == "published"]

    assert {field for company in published for field in company["fields"]} == FIELDS


@pytest.mark.parametrize(("side", "rule"), [("french", siren), ("japanese", cn)])
def test_company_numbers_are_valid_in_their_country(side, rule):
    refused = [company["number"] for company in SIDES[side] if not rule.is_valid(company["number"])]

    assert refused == []


@pytest.mark.parametrize("name", ["key", "number", "legal_name", "latin_name", "website"])
def test_identities_are_unique_over_both_sides(name):
    repeated = [value for value, times in Counter(c[name] for c in COMPANIES).items() if times > 1]

    assert repeated == []


def test_contact_addresses_are_unique_and_lead_nowhere():
    addresses = [company["contact"]["email"] for company in COMPANIES]

    assert len(set(addresses)) == len(addresses)
    assert [address for address in addresses if not address.endswith("@example.com")] == []
    assert [c["website"] for c in COMPANIES if c["website"] != f"https://{c['key']}.example.com"] == []


@every_company
def test_company_facts_are_of_known_values(company):
    assert company["stage"] in {"idea", "prototype", "seed", "early", "growth", "scale"}
    assert company["head_count"] in {"1-9", "10-49", "50-249", "250+"}
    assert isinstance(company["founded_on"], date)
    assert 1 <= len(company["fields"]) <= 3
    assert set(company["fields"]) <= FIELDS
    assert set(company["technologies"]) <= {"ai", "big_data", "iot", "five_g"}
    assert company["working_languages"]
    assert set(company["working_languages"]) <= {"fr", "ja", "en"}


@every_company
def test_texts_are_complete_and_in_one_language_each(company):
    languages = [text["language"] for text in company["text"]]

    assert languages
    assert len(set(languages)) == len(languages)
    assert set(languages) <= {"fr", "ja", "en"}
    for text in company["text"]:
        assert text["summary"].strip()
        assert 1 <= len(text["offers"]) <= 4
        assert 1 <= len(text["seeks"]) <= 4
        has_kana = bool(re.search(r"[ぁ-んァ-ヶ]", text["summary"]))
        assert has_kana == (text["language"] == "ja")


@every_company
def test_public_texts_hold_no_contact_data(company):
    assert CONTACT_DATA.findall(public_text(company)) == []


@every_company
def test_public_texts_do_not_name_the_contact_person(company):
    text = public_text(company)
    names = [company["contact"]["family_name"], company["contact"]["given_name"]]

    assert [name for name in names if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text)] == []


@every_company
def test_a_reason_is_given_exactly_when_the_officer_sent_it_back(company):
    assert bool(company["reason"]) == (company["state"] in {"changes_requested", "rejected", "suspended"})


@pytest.mark.parametrize("side", SIDES)
def test_labels_are_editions_of_the_own_country(side):
    for company in SIDES[side]:
        for label in company["labels"]:
            slug, edition, state = (label + ":claimed").split(":")[:3]
            assert edition in EDITIONS[side][slug]
            assert state in {"claimed", "confirmed"}


def test_readings_are_given_for_japanese_companies_only():
    katakana = re.compile(r"[ァ-ヶー]+")

    assert [c["key"] for c in SIDES["japanese"] if not katakana.fullmatch(c["kana"])] == []
    assert [c["key"] for c in SIDES["french"] if c["kana"]] == []
    for company in SIDES["japanese"]:
        assert katakana.fullmatch(company["contact"]["family_name_kana"])
        assert katakana.fullmatch(company["contact"]["given_name_kana"])


@pytest.mark.parametrize("side", SIDES)
def test_founder_sign_in_owns_one_published_company(side):
    address = {"french": "founder-fr@example.com", "japanese": "founder-jp@example.com"}[side]
    owned = [company for company in SIDES[side] if "owner" in company]

    assert [company["owner"] for company in owned] == [address]
    assert [company["state"] for company in owned] == ["published"]


def test_the_two_founders_are_partners_whose_texts_share_no_words():
    french, japanese = (next(c for c in companies if "owner" in c) for companies in SIDES.values())
    french_words = set(re.findall(r"\w+", public_text(french).lower()))
    japanese_text = public_text(japanese).lower()

    assert "agrifood" in set(french["fields"]) & set(japanese["fields"])
    assert [word for word in french_words if word in japanese_text] == []


def test_some_companies_write_in_two_languages():
    pairs = Counter("+".join(sorted(t["language"] for t in company["text"])) for company in COMPANIES)

    assert pairs["en+fr"] + pairs["en+ja"] >= 6
    assert pairs["fr+ja"] >= 1
    assert pairs["en"] >= 1
