"""Charts as plain geometry: templates draw them as SVG, with a title, labels in words and a table behind.

All lengths are in the units of the drawing's viewBox; a drawing scales with its page.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

WIDTH = 540
NARROW = 328  # a phone, where a wide drawing would shrink its words
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

    @property
    def is_narrow(self) -> bool:
        return self.width < WIDTH


def bar_chart(
    rows: Sequence[tuple[str, Sequence[tuple[str, float, str]]]], *, width: int = WIDTH
) -> BarChart:
    """A chart of (label, [(side, value >= 0, text), ...]) rows; all bars share one scale."""
    most = max((value for _, bars in rows for _, value, _ in bars), default=0) or 1
    room = width - 2 * MARGIN
    drawn, y = [], 0.0
    for label, bars in rows:
        top, placed = y, []
        y += LABEL_HEIGHT
        for side, value, text in bars:
            placed.append(Bar(side, text, y, round(room * value / most, 1)))
            y += BAR
        drawn.append(BarRow(label, top + LABEL_HEIGHT - 6, tuple(placed)))
        y += GAP
    return BarChart(tuple(drawn), width, y)


@dataclass(frozen=True)
class Point:
    """One value of a line, with the place it is drawn at."""

    x: float
    y: float
    text: str


@dataclass(frozen=True)
class Tick:
    """One place below the lines, with its name and what stands below that (once for several)."""

    x: float
    y: float
    text: str
    below: str


@dataclass(frozen=True)
class Line:
    """One series: whose it is, its points, and how high its last figure stands beside them."""

    side: str
    label: str
    points: tuple[Point, ...]
    figure_y: float

    @property
    def path(self) -> str:
        """The points as SVG's polyline takes them."""
        return " ".join(f"{point.x},{point.y}" for point in self.points)


@dataclass(frozen=True)
class LineChart:
    """Series over the same ticks, from zero up to the highest value."""

    lines: tuple[Line, ...]
    ticks: tuple[Tick, ...]
    width: int
    height: int
    floor: int

    @property
    def is_narrow(self) -> bool:
        return self.width < WIDTH


def line_chart(
    ticks: Sequence[tuple[str, str]],
    series: Sequence[tuple[str, str, Sequence[float]]],
    *,
    width: int = WIDTH,
) -> LineChart:
    """A chart of (side, label, one value >= 0 per tick) series over (name, what stands below it) ticks.

    A narrow chart names every second tick. Raises ValueError when a series lacks a value for every tick.
    """
    if any(len(values) != len(ticks) for _, _, values in series):
        raise ValueError("Every series needs a value for every tick.")
    step = (width - 2 * MARGIN) / max(len(ticks) - 1, 1)
    most = max((value for _, _, values in series for value in values), default=0) or 1
    floor = PLOT_HEIGHT - MARGIN

    def place(at: int, value: float) -> Point:
        height = (floor - LABEL_HEIGHT) * value / most
        return Point(round(MARGIN + at * step, 1), round(floor - height, 1), f"{value:g}")

    drawn = [tuple(place(at, value) for at, value in enumerate(values)) for _, _, values in series]
    heights = apart([points[-1].y if points else 0 for points in drawn])
    lines = [Line(*one[:2], *rest) for one, *rest in zip(series, drawn, heights, strict=True)]
    marks = named_ticks(ticks, every=1 if width == WIDTH else 2)
    below = tuple(Tick(place(at, 0).x, floor, name, more) for at, name, more in marks)
    return LineChart(tuple(lines), below, width, PLOT_HEIGHT, floor)


def named_ticks(ticks: Sequence[tuple[str, str]], *, every: int) -> list[tuple[int, str, str]]:
    """Every so many ticks up to the last, as (number, name, what stands below it where that is new)."""
    named: list[tuple[int, str, str]] = []
    before = ""
    for at in range((len(ticks) - 1) % every, len(ticks), every):
        name, below = ticks[at]
        named.append((at, name, "" if below == before else below))
        before = below
    return named


def apart(heights: Sequence[float], gap: float = 16) -> list[float]:
    """The heights in their order, the lower ones moved down until no two are nearer than `gap`."""
    moved = list(heights)
    order = sorted(range(len(moved)), key=moved.__getitem__)
    for upper, lower in pairwise(order):
        moved[lower] = max(moved[lower], moved[upper] + gap)
    return moved


@dataclass(frozen=True)
class Cell:
    """One square of a heat map: its figure, and how dark it is, from 0 to 5."""

    value: int
    level: int


def heat_levels(rows: Sequence[Sequence[int]], levels: int = 5) -> list[list[Cell]]:
    """The rows with a level for each value: 0 for nothing, `levels` for the most."""
    most = max((value for row in rows for value in row), default=0)
    return [[Cell(value, -(-value * levels // most) if most else 0) for value in row] for row in rows]
