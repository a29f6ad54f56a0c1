"""What a built site shows, read back from its pages and held against the published figures.

A page marks a figure's cell by `data-metric`, `data-row` (from 0; may stand on a tag around it, as may `data-metric`),
`data-column` and `data-value`: the plain value as figures.json holds it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, NamedTuple

_VOID = frozenset(("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"))


class Shown(NamedTuple):
    """One marked value of a page."""

    metric: str
    row: int
    column: str
    value: str


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[Shown] = []
        self.around: list[tuple[str, str | None, int]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        own = dict(attrs)
        _, metric, row = self.around[-1] if self.around else ("", None, 0)
        metric = own.get("data-metric") or metric
        row = int(own.get("data-row") or row)
        column, value = own.get("data-column"), own.get("data-value")
        if metric and column and value is not None:
            self.found.append(Shown(metric, row, column, value))
        if tag not in _VOID:
            self.around.append((tag, metric, row))

    def handle_endtag(self, tag: str) -> None:
        while self.around:
            if self.around.pop()[0] == tag:
                break


def read_shown(html: str) -> list[Shown]:
    """Every marked value of a page, in its order."""
    reader = _Reader()
    reader.feed(html)
    return reader.found


def compare_pages(site: Path, published: Mapping[str, Any]) -> Iterator[tuple[str, Shown | None, str]]:
    """For each marked value of every page: (page, value, what figures.json says), None for a value where they agree."""
    for page in sorted(site.rglob("*.html")):
        text = page.read_text("utf-8")
        for shown in read_shown(text) if "data-metric" in text else ():
            expected = _look_up(published, shown)
            yield page.relative_to(site).as_posix(), None if expected == shown.value else shown, expected


def _look_up(published: Mapping[str, Any], shown: Shown) -> str:
    figure = published.get(shown.metric)
    if figure is None or shown.column not in figure["columns"] or shown.row >= len(figure["rows"]):
        return "-"
    value = figure["rows"][shown.row][figure["columns"].index(shown.column)]
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
