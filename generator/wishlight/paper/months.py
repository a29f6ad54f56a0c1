"""Which month a sheet is about."""

from __future__ import annotations

from typing import Any

from wishlight.pages.context import Context
from wishlight.paper.sheet import NotPrintableError


def choose_month(context: Context, asked: str | None) -> str:
    """The month asked for, otherwise the last whole one. Raises NotPrintableError where the board has no such whole month."""
    whole = [row[0] for row in context.con.execute("SELECT month FROM months WHERE whole ORDER BY month").fetchall()]
    if not whole or (asked and asked not in whole):
        raise NotPrintableError("no-month", month=asked or "-", months=", ".join(whole) or "-")
    return asked or str(whole[-1])


def read_figures(context: Context, month: str) -> dict[str, int]:
    """The figures of a month as they are counted today."""
    return {row["figure"]: row["value"] for row in context.results["month_report"].dicts() if row["month"] == month}


def read_flow(context: Context, month: str) -> dict[str, Any]:
    """Opening, what came, what went and closing of a month."""
    return next(row for row in context.results["stock_flow"].dicts() if row["month"] == month)
