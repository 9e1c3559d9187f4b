"""The growth of time and memory with the number of companies, as a small picture."""

from collections.abc import Mapping, Sequence
from html import escape

WIDTH, HEIGHT = 340, 240  # of one panel
LEFT, RIGHT, TOP, BOTTOM = 46, 290, 40, 200  # of its plot
STYLE = """
  text { font: 12px system-ui, sans-serif; fill: #1f2937 }
  .title { font-weight: 600 } .middle { text-anchor: middle } .end { text-anchor: end }
  .paper { fill: #ffffff } .axis { stroke: #6b7280 } .limit { stroke: #b45309; stroke-dasharray: 5 4 }
  .line { fill: none; stroke: #1d4ed8; stroke-width: 2 } .dot { fill: #1d4ed8 }
  @media (prefers-color-scheme: dark) {
    text { fill: #e5e7eb } .paper { fill: #111827 } .axis { stroke: #9ca3af }
    .limit { stroke: #fbbf24 } .line { stroke: #93c5fd } .dot { fill: #93c5fd }
  }
"""
PANELS = (("seconds", "Full ranking, seconds", 120.0), ("peak_mb", "Peak memory, MB", 2000.0))

Row = Mapping[str, float]


def plot(rows: Sequence[Row]) -> str:
    """An SVG of what `bench_matching` printed last at several sizes: a panel each for time and memory.

    Raises ValueError without rows, KeyError when one has no `companies`, `seconds` or `peak_mb`.
    """
    if not rows:
        raise ValueError("There is nothing to be plotted.")
    rows = sorted(rows, key=lambda row: row["companies"])
    panels = "".join(panel(rows, number * WIDTH, *one) for number, one in enumerate(PANELS))
    told = "; ".join(
        f"{row['companies']:,.0f} companies: {row['seconds']:g} s, {row['peak_mb']:,.0f} MB" for row in rows
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {2 * WIDTH} {HEIGHT}" role="img"'
        ' aria-labelledby="title desc">\n'
        '<title id="title">Growth of the full ranking with the number of companies</title>\n'
        f'<desc id="desc">{escape(told)}. Dashed: the targets for 100,000, 120 s and 2,000 MB.</desc>\n'
        f"<style>{STYLE}</style>\n"
        f'<rect class="paper" width="{2 * WIDTH}" height="{HEIGHT}" rx="6"/>\n{panels}</svg>\n'
    )


def panel(rows: Sequence[Row], x: float, key: str, title: str, limit: float) -> str:
    """One figure over the number of companies, and its target."""
    widest, highest = max(row["companies"] for row in rows), max(limit, *(row[key] for row in rows)) * 1.1

    def across(companies: float) -> float:
        return round(x + LEFT + (RIGHT - LEFT) * companies / widest, 1)

    def down(value: float) -> float:
        return round(BOTTOM - (BOTTOM - TOP) * value / highest, 1)

    points = [(across(row["companies"]), down(row[key]), row) for row in rows]
    parts = [
        text(x + LEFT, 22, title, "title"),
        f'<path class="axis" fill="none" d="M{x + LEFT} {TOP}V{BOTTOM}H{x + RIGHT}"/>',
        f'<path class="limit" d="M{x + LEFT} {down(limit)}H{x + RIGHT}"/>',
        text(x + LEFT - 6, down(limit) + 4, f"{limit:g}", "end"),
        text(x + LEFT - 6, BOTTOM + 4, "0", "end"),
        f'<polyline class="line" points="{" ".join(f"{left},{top}" for left, top, _ in points)}"/>',
    ]
    for left, top, row in points:
        parts += [
            f'<circle class="dot" cx="{left}" cy="{top}" r="3.5"/>',
            # Clear of the line, which rises, of the target and of the axis.
            text(left + 6, top + 14, f"{row[key]:,.0f}", "start")
            if top < BOTTOM - 30
            else text(left - 2, top - 9, f"{row[key]:,.0f}", "end"),
            text(left, BOTTOM + 18, f"{row['companies'] / 1000:g}k", "middle"),
        ]
    return "\n".join(parts) + "\n"


def text(x: float, y: float, words: str, name: str) -> str:
    """Some words of the picture."""
    return f'<text x="{x}" y="{y}" class="{name}">{escape(words)}</text>'
