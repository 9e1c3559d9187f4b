"""The picture of how ranking grows."""

import json
from xml.etree import ElementTree

import pytest
from django.core.management import CommandError, call_command

ROWS = [
    {"companies": 100_000, "seconds": 103.0, "peak_mb": 1816},
    {"companies": 10_000, "seconds": 5.1, "peak_mb": 700},
]
SVG = "{http://www.w3.org/2000/svg}"


def plotted(folder, lines):
    (folder / "rows.jsonl").write_text("\n".join(lines))
    call_command("plot_growth", folder / "rows.jsonl", "--output", str(folder / "growth.svg"))
    return ElementTree.parse(folder / "growth.svg").getroot()


def test_picture_says_its_figures_in_words(tmp_path):
    root = plotted(tmp_path, map(json.dumps, ROWS))

    names = root.attrib["aria-labelledby"].split()
    title, description = (next(node for node in root if node.get("id") == name) for name in names)
    assert title.text == "Growth of the full ranking with the number of companies"
    assert description.text.startswith("10,000 companies: 5.1 s, 700 MB; 100,000 companies: 103 s, 1,816 MB.")


def test_picture_has_a_point_for_each_figure_in_order(tmp_path):
    root = plotted(tmp_path, map(json.dumps, ROWS))

    across = [float(dot.attrib["cx"]) for dot in root.iter(f"{SVG}circle")]
    assert (len(across), across) == (4, sorted(across))


@pytest.mark.parametrize("lines", [[], ["not JSON"], ['{"companies": 1}']])
def test_what_cannot_be_plotted_is_said(tmp_path, lines):
    with pytest.raises(CommandError, match="cannot be plotted"):
        plotted(tmp_path, lines)
