"""The reciprocity board, for officers and readers, and its tables as CSV."""

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from accounts.roles import board_required, officer_required
from common import charts, dates
from common.csv_export import csv_answer
from matching import board as figures
from matching import outcome_table


@require_safe
@board_required
def board(request):
    """Show every indicator of both countries with its balance, and the plots with the tables behind them."""
    indicators, funnel, fields = figures.indicators(), figures.funnel(), figures.fields()
    trend = figures.trend()
    context = {
        "indicators": indicators,
        "alerts": [indicator for indicator in indicators if indicator.is_alert],
        "alert_below": figures.ALERT_BELOW,
        "funnel": funnel,
        "funnel_charts": [_funnel_chart(funnel, width) for width in (charts.WIDTH, charts.NARROW)],
        "fields": fields,
        "heat": list(zip(fields.rows, charts.heat_levels(fields.counts), strict=True)),
        "trend": list(_trend_rows(trend)),
        "trend_charts": [_trend_chart(trend, width) for width in (charts.WIDTH, charts.NARROW)],
    }
    return render(request, "matching/board.html", context)


def _funnel_chart(funnel, width: int) -> charts.BarChart:
    rows = [(str(stage.name), [("both", stage.count, str(stage.count))]) for stage in funnel]
    return charts.bar_chart(rows, width=width)


def _trend_chart(trend, width: int) -> charts.LineChart:
    ticks = [dates.quarter_above_year(*quarter) for quarter in trend.quarters]
    series = [("french", _("France"), trend.french), ("japanese", _("Japan"), trend.japanese)]
    return charts.line_chart(ticks, series, width=width)


@require_safe
@board_required
def download(request, table):
    """One table of the board as CSV."""
    if table not in TABLES:
        raise Http404
    head, rows = TABLES[table]()
    return csv_answer(f"enishi-{table}.csv", head, rows)


@require_safe
@officer_required
def outcomes(request):
    """What both sides reported of every introduction, for the agencies of both countries."""
    return csv_answer("enishi-outcomes.csv", outcome_table.head(), outcome_table.rows(request.user))


def _indicators():
    head = [_("Indicator"), _("unit"), _("France"), _("Japan"), _("balance"), _("France, 90 days")]
    head += [_("Japan, 90 days"), _("balance, 90 days")]
    units = {"count": _("number"), "percent": "%", "days": _("days")}
    rows = [(str(one.name), units[one.unit], *one.figures) for one in figures.indicators()]
    return head, rows


def _funnel():
    head = [pgettext("of a match", "Stage"), _("matches")]
    return head, [(str(stage.name), stage.count) for stage in figures.funnel()]


def _fields():
    found = figures.fields()
    rows = [(name, *counts) for name, counts in zip(found.rows, found.counts, strict=True)]
    return [_("French field"), *found.columns], rows


def _trend():
    return [_("Quarter"), _("France"), _("Japan")], _trend_rows(figures.trend())


def _trend_rows(trend):
    names = [dates.quarter(*quarter) for quarter in trend.quarters]
    return zip(names, trend.french, trend.japanese, strict=True)


TABLES = {"indicators": _indicators, "funnel": _funnel, "fields": _fields, "trend": _trend}
