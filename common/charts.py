"""Charts as plain geometry: templates draw them as SVG, with a title, labels in words and a table behind.

All lengths are in the units of the drawing's viewBox; a drawing scales with its page.
"""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH = 640
BAR = 22
GAP = 10
LABEL_HEIGHT = 20
PLOT_HEIGHT = 220
MARGIN = 44


@dataclass(frozen=True)
class Bar:
    """One bar of a row: whose it is, its figure as it is written, and where it lies."""

    side: str
    text: str
    y: float
    length: float


@dataclass(frozen=True)
class BarRow:
    """One row of a bar chart: a label above its bars."""

    label: str
    y: float
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class BarChart:
    """Rows of horizontal bars, longest as wide as the drawing allows."""

    rows: tuple[BarRow, ...]
    width: int
    height: float


def bar_chart(rows: Sequence[tuple[str, Sequence[tuple[str, float, str]]]]) -> BarChart:
    """A chart of (label, [(side, value >= 0, text), ...]) rows; all bars share one scale."""
    most = max((value for _, bars in rows for _, value, _ in bars), default=0) or 1
    room = WIDTH - 2 * MARGIN
    drawn, y = [], 0.0
    for label, bars in rows:
        top, placed = y, []
        y += LABEL_HEIGHT
        for side, value, text in bars:
            placed.append(Bar(side, text, y, round(room * value / most, 1)))
            y += BAR
        drawn.append(BarRow(label, top + LABEL_HEIGHT - 6, tuple(placed)))
        y += GAP
    return BarChart(tuple(drawn), WIDTH, y)


@dataclass(frozen=True)
class Point:
    """One value of a line, with the place it is drawn at."""

    x: float
    y: float
    text: str


@dataclass(frozen=True)
class Line:
    """One series: whose it is, its points, and the same as the path that SVG draws."""

    side: str
    label: str
    points: tuple[Point, ...]

    @property
    def path(self) -> str:
        """The points as SVG's polyline takes them."""
        return " ".join(f"{point.x},{point.y}" for point in self.points)


@dataclass(frozen=True)
class LineChart:
    """Series over the same ticks, from zero up to `most`."""

    lines: tuple[Line, ...]
    ticks: tuple[Point, ...]
    most: float
    width: int
    height: int
    floor: int


def line_chart(ticks: Sequence[str], series: Sequence[tuple[str, str, Sequence[float]]]) -> LineChart:
    """A chart of (side, label, one value >= 0 per tick) series.

    Raises ValueError when a series does not have a value for every tick.
    """
    if any(len(values) != len(ticks) for _, _, values in series):
        raise ValueError("Every series needs a value for every tick.")
    most = max((value for _, _, values in series for value in values), default=0) or 1
    step = (WIDTH - 2 * MARGIN) / max(len(ticks) - 1, 1)
    floor = PLOT_HEIGHT - MARGIN

    def place(number: int, value: float, text: str) -> Point:
        height = (floor - LABEL_HEIGHT) * value / most
        return Point(round(MARGIN + number * step, 1), round(floor - height, 1), text)

    lines = tuple(
        Line(side, label, tuple(place(number, value, f"{value:g}") for number, value in enumerate(values)))
        for side, label, values in series
    )
    below = tuple(place(number, 0, tick) for number, tick in enumerate(ticks))
    return LineChart(lines, below, most, WIDTH, PLOT_HEIGHT, floor)


@dataclass(frozen=True)
class Cell:
    """One square of a heat map: its figure, and how dark it is, from 0 to 5."""

    value: int
    level: int


def heat_levels(rows: Sequence[Sequence[int]], levels: int = 5) -> list[list[Cell]]:
    """The rows with a level for each value: 0 for nothing, `levels` for the most."""
    most = max((value for row in rows for value in row), default=0)
    return [[Cell(value, -(-value * levels // most) if most else 0) for value in row] for row in rows]
