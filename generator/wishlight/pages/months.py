"""Months as a chart's labels and as a table's."""

from __future__ import annotations

from collections.abc import Sequence

from babel.dates import format_date

from wishlight.pages.formats import format_month, locale_of, month_start
from wishlight.words import Words


def label_months(months: Sequence[str], words: Words) -> tuple[list[str], list[str]]:
    """Short labels for an axis (with the year below the first one and below each January) and full ones for the table."""
    locale, pattern = locale_of(words), words("units.month_short")
    short = []
    for place, month in enumerate(months):
        label = str(format_date(month_start(month), pattern, locale=locale))
        short.append(f"{label}\n{month[:4]}" if place == 0 or month.endswith("-01") else label)
    return short, [format_month(month, words) for month in months]
