import pytest

from matching.engine.evaluation import GradeError, Scores, parse_grades, score_direction, score_query


def test_perfect_ranking_scores_one():
    assert score_query(["x", "y", "z"], {"x": 2, "y": 1}) == Scores(1.0, 1.0, 0.4, 1.0)


def test_late_partner_scores_less():
    scores = score_query(["z", "x"], {"x": 2})

    assert scores.ndcg_5 == pytest.approx(0.6309, abs=1e-4)


def test_query_without_a_ranking_scores_nothing():
    assert score_direction({}, ["q"], {"q": {"x": 2}}) == Scores(0.0, 0.0, 0.0, 0.0)


def test_query_without_partners_is_not_counted():
    scores = score_direction({"q": ["x"], "r": ["y"]}, ["q", "r"], {"q": {"x": 2}, "r": {}})

    assert scores.ndcg_5 == 1.0


@pytest.mark.parametrize(
    "line",
    [
        *("{", "[]", '{"query_id": 1}', '{"query_id": "q", "relevant": []}', "[" * 100_000),
        *(
            f'{{"query_id": "q", "relevant": {{"x": {grade}}}}}'
            for grade in ("Infinity", "100000", "-1", "1.9")
        ),
    ],
    ids=lambda line: line[:40],
)
def test_bad_grades_are_refused_with_their_line(line):
    with pytest.raises(GradeError, match="grades, line 2"):
        parse_grades(["", line], "grades")


def test_query_graded_twice_is_refused():
    row = '{"query_id": "q", "relevant": {"x": 1}}'

    with pytest.raises(GradeError, match="grades, line 2"):
        parse_grades([row, row], "grades")
