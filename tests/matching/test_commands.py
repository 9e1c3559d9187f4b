import json
import os
import subprocess
import sys

import pytest
from django.core.management import CommandError, call_command

from local.programs import PROJECT
from matching.management.commands import bench_matching
from tests.matching.profiles import COMPANIES


@pytest.fixture
def cases(tmp_path):
    """A folder with four companies in two languages and their graded partners."""
    rows = [
        {"id": p.id, "country": p.country, "description": p.description, "offers": p.offers, "seeks": p.seeks}
        for p in COMPANIES
    ]
    (tmp_path / "cases.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    grades = [
        {"query_id": "fr-feed", "relevant": {"jp-fish": 2}},
        {"query_id": "jp-robots", "relevant": {"fr-security": 1}},
    ]
    (tmp_path / "relevance.jsonl").write_text("\n".join(map(json.dumps, grades)), encoding="utf-8")
    return tmp_path


FOLDER = PROJECT / "matching" / "management" / "commands"
OF_THE_SITE = {"bench_workers", "fill_site", "bench_web"}  # which fill a database, or read one
COMMANDS = sorted({path.stem for path in FOLDER.glob("[a-z]*.py")} - OF_THE_SITE)


@pytest.mark.parametrize("command", COMMANDS)
def test_command_needs_neither_secret_nor_database_nor_broker(command):
    environment = {"PATH": os.environ["PATH"]}

    shown = subprocess.run(
        [sys.executable, "manage.py", command, "--help"], cwd=PROJECT, env=environment, capture_output=True
    )

    assert (shown.returncode, shown.stderr) == (0, b"")


def test_rank_profiles_writes_the_other_country_best_first(cases):
    output = cases / "ranking.json"

    call_command("rank_profiles", cases / "cases.jsonl", "--output", str(output), "--signal", "tfidf")

    ranking = json.loads(output.read_text())
    assert ranking["fr-feed"] == ["jp-fish", "jp-robots"]
    assert ranking.keys() == {profile.id for profile in COMPANIES}


def test_rank_profiles_stops_at_a_bad_row(cases):
    (cases / "cases.jsonl").write_text(
        '{"id": "x", "country": "FR", "description": ""}\n{}', encoding="utf-8"
    )

    with pytest.raises(CommandError, match='line 2: "id" must be a text'):
        call_command("rank_profiles", cases / "cases.jsonl", "--output", str(cases / "ranking.json"))


def test_rank_profiles_says_what_it_cannot_read_or_write(cases):
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("rank_profiles", cases / "none.jsonl", "--output", str(cases / "ranking.json"))
    with pytest.raises(CommandError, match="cannot be written"):
        call_command("rank_profiles", cases / "cases.jsonl", "--output", str(cases))


def test_rank_profiles_refuses_an_unknown_field(cases):
    with pytest.raises(CommandError, match="choose from description"):
        call_command(
            "rank_profiles", cases / "cases.jsonl", "--output", str(cases / "r.json"), "--fields", "name"
        )


@pytest.mark.parametrize("signal", ["tfidf", "semantic", "hybrid"])
def test_each_signal_ranks_everybody(cases, signal):
    output = cases / "ranking.json"

    call_command("rank_profiles", cases / "cases.jsonl", "--output", str(output), "--signal", signal)

    assert json.loads(output.read_text())["fr-feed"] == ["jp-fish", "jp-robots"]


def test_semantic_signal_stops_when_the_encoder_is_off(cases, settings):
    settings.MATCHING_ENCODER = False

    with pytest.raises(CommandError, match="switched off"):
        call_command(
            "rank_profiles", cases / "cases.jsonl", "--output", str(cases / "r.json"), "--signal", "semantic"
        )


def test_hybrid_says_that_it_ranks_by_concepts_alone_when_the_encoder_is_off(cases, settings, capsys):
    settings.MATCHING_ENCODER = False

    call_command("rank_profiles", cases / "cases.jsonl", "--output", str(cases / "r.json"))

    assert "concepts alone" in capsys.readouterr().err


def test_explain_pair_prints_the_words_of_both_sides(cases, capsys):
    call_command("explain_pair", cases / "cases.jsonl", "fr-security", "jp-robots", "--language", "en")

    assert "cyberattaques | サイバー攻撃 (cyberattack" in capsys.readouterr().out


def test_explain_pair_refuses_unknown_and_equal_sides(cases):
    with pytest.raises(CommandError, match="no profile 'nobody'"):
        call_command("explain_pair", cases / "cases.jsonl", "fr-feed", "nobody")
    with pytest.raises(CommandError, match="both of FR"):
        call_command("explain_pair", cases / "cases.jsonl", "fr-feed", "fr-security")


def test_evaluate_matching_prints_each_direction_and_the_mean(cases, capsys):
    call_command("evaluate_matching", cases)

    lines = [line.split() for line in capsys.readouterr().out.splitlines() if line.startswith("tfidf")]
    assert [line[1:4] for line in lines] == [
        ["FR->JP", "nDCG@5", "1.000"],
        ["JP->FR", "nDCG@5", "1.000"],
        ["mean", "nDCG@5", "1.000"],
    ]


def test_evaluate_matching_refuses_a_folder_without_grades(tmp_path):
    with pytest.raises(CommandError, match="relevance"):
        call_command("evaluate_matching", tmp_path)


def test_tune_matching_prints_every_value_and_a_verdict(cases, capsys):
    call_command("tune_matching", cases, "--only", "BROADER_WEIGHT")

    lines = capsys.readouterr().out.splitlines()
    assert sum(line.startswith("BROADER_WEIGHT") for line in lines) == 6
    assert lines[-1].strip() == "keep"


def test_bench_matching_ends_with_its_figures_as_json(capsys, monkeypatch):
    monkeypatch.setattr(bench_matching, "TEXTS", 20)  # a speed needs more of them, its line does not

    call_command("bench_matching", companies=200)

    figures = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert figures["companies"] == 200
    assert figures.keys() == {
        *("companies", "seconds", "peak_mb", "topn_ratio_sklearn"),
        *("one_profile_ms", "candidate_recall", "texts_per_s"),
    }
