"""What the eye wants of every page: a head of one line, tables that show their last column on a phone."""

import pytest

from tests.browser.conftest import WIDTHS
from tests.permissions import world as worlds

pytestmark = pytest.mark.django_db(transaction=True)
CUT_OFF = """
[...document.querySelectorAll("main .table-frame, main .table-frame *")]
    .filter(one => !one.closest(".heat"))  // the one table that scrolls
    .filter(one => one.getBoundingClientRect().right > document.documentElement.clientWidth)
    .map(one => one.outerHTML.slice(0, 80))
"""
BREAKS_BEFORE_A_MARK = """
() => {
    const found = [], range = document.createRange();
    const texts = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
    for (let text; (text = texts.nextNode());)
        for (const mark of text.data.matchAll(/[\\s\\u00a0\\u202f][:;!?»]/g)) {
            range.setStart(text, Math.max(mark.index - 1, 0));
            range.setEnd(text, mark.index + 2);
            const tops = [...range.getClientRects()].map(one => Math.round(one.top));
            if (new Set(tops).size > 1) found.push(text.data.trim());
        }
    return found;
}
"""


@pytest.fixture
def lead(visitor, settings):
    """A French lead, who has the longest navigation, on a machine with a mailbox."""
    settings.LOCAL = True
    person = visitor("fr")
    person.take_session_of(worlds.client_of(worlds.make(), "french_lead", "fr"))
    return person


def heights(person) -> tuple[int, int]:
    person.open("/desk/")
    boxes = [person.page.locator(one).bounding_box() for one in (".site-header", ".site-header .site-nav")]
    return tuple(round(box["height"]) for box in boxes)


def test_head_is_one_line_on_a_desktop_and_two_on_a_phone(lead):
    wide = heights(lead)
    with lead.phone():
        narrow = heights(lead)

    assert wide[0] < 70
    assert wide[1] == narrow[1] < 50
    assert narrow[0] < 120


def test_nothing_of_a_table_is_cut_off_on_a_phone(lead):
    cut_off = {}
    with lead.phone():
        for path in ("/desk/", "/desk/matches/?whose=all", "/desk/companies/", "/board/", "/desk/load/"):
            lead.open(path)
            cut_off[path] = lead.page.evaluate(CUT_OFF)

    assert cut_off == dict.fromkeys(cut_off, [])


def test_no_french_line_begins_with_a_mark(lead):
    found = []
    for path in ("/privacy/", "/terms/", "/about/", "/desk/", "/desk/mails/match_introduction/"):
        lead.open(path)
        for width in range(WIDTHS["phone"], 460, 20):
            lead.page.set_viewport_size({"width": width, "height": 800})
            found += lead.page.evaluate(BREAKS_BEFORE_A_MARK)

    assert found == []
