"""CSV files: nothing in them is a live formula, and everything comes back as it was written."""

import csv
import io
import unicodedata
from datetime import UTC, datetime

import pytest
from django.utils import timezone, translation
from hypothesis import given
from hypothesis import strategies as st

from common.csv_export import csv_answer, harmless, lines

SIGNS = "=+-@"
NASTY = st.text(alphabet=st.sampled_from("=+-@＝＋－＠﹢﹦⁺₌\t\r\n \u3000\u200b\ufeff\",;'a1é縁"), max_size=8)
CELLS = NASTY | st.text(max_size=20)


def read(text: str, **dialect) -> list[list[str]]:
    """The cells as a spreadsheet finds them."""
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), **dialect))


def is_live(cell: str) -> bool:
    """Whether a spreadsheet that trims, and makes narrow, could take the cell for a formula."""
    narrow = unicodedata.normalize("NFKC", cell).strip(" \u3000\u200b\ufeff\t\r\n")
    return narrow.startswith(tuple(SIGNS)) or cell.startswith(("\t", "\r", "\n"))


@given(CELLS)
def test_no_cell_is_a_live_formula(text):
    assert not is_live(harmless(text))


@given(CELLS)
def test_what_is_harmless_stays_as_written_and_the_rest_gets_an_apostrophe(text):
    assert harmless(text) in (text, f"'{text}")


@given(st.lists(st.tuples(CELLS, CELLS), max_size=4))
def test_rows_come_back_whole(rows):
    text = "".join(lines(["one", "two"], rows))

    assert read(text) == [["one", "two"], *([harmless(cell) for cell in row] for row in rows)]


@pytest.mark.parametrize("sign", [*SIGNS, "＝", "＋", "－", "＠", "\t", "\r"])
def test_sign_that_begins_a_formula_is_kept_behind_an_apostrophe(sign):
    assert harmless(f"{sign}1") == f"'{sign}1"


def test_numbers_stay_numbers_and_nothing_is_empty():
    assert [harmless(-5), harmless(0.5), harmless(None)] == ["-5", "0.5", ""]


def test_program_that_expects_semicolons_finds_no_formula_in_a_later_cell():
    text = "".join(lines(["head", ""], [["a;=1+1", "b"]]))

    assert read(text, delimiter=";")[1][0].startswith("a;=1+1")


def test_answer_is_utf8_with_a_byte_order_mark():
    answer = csv_answer("halves.csv", ["会社"], [["縁"]])

    assert answer.getvalue().decode() == '\ufeff"会社"\r\n"縁"\r\n'
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="halves.csv"'


def test_rows_are_made_in_the_language_and_zone_of_the_reader():
    moment = datetime(2027, 1, 20, 9, 0, tzinfo=UTC)

    def rows():
        yield [translation.gettext("Japan"), f"{timezone.localtime(moment):%H:%M}"]

    with translation.override("fr"), timezone.override("Asia/Tokyo"):
        answer = csv_answer("halves.csv", ["", ""], rows())

    assert read(answer.getvalue().decode())[1] == ["Japon", "18:00"]
