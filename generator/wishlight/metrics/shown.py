"""What a built site shows, read back from its pages and held against the published figures.

A page marks a figure's values so: a table has `data-metric` and, in `data-columns`, the columns of its cells; each row has its place
in the result as `data-row`, each cell its plain value as `data-value`. A value that stands alone has `data-metric`, `data-column`
and `data-value` (row 0).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, NamedTuple

NOWHERE = -1
"""The row of a value whose page names none."""


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
        self.metric, self.columns, self.row, self.cell = "", [""], 0, 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        own = {name: value or "" for name, value in attrs}
        if tag == "table":
            self.metric, self.columns = own.get("data-metric", ""), own.get("data-columns", "").split()
        elif tag == "tr" and "data-row" in own:
            self.row, self.cell = _read_row(own["data-row"]), 0
        if "data-value" not in own:
            return
        if "data-column" in own:
            self.found.append(Shown(own.get("data-metric", ""), _read_row(own.get("data-row", "0")), own["data-column"], own["data-value"]))
        elif self.metric:
            column = self.columns[self.cell] if self.cell < len(self.columns) else ""
            self.found.append(Shown(self.metric, self.row, column, own["data-value"]))
            self.cell += 1

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        """`<![` begins a comment, as in a browser; the standard library gives up on a word it doesn't know."""
        return self.parse_bogus_comment(i, report)


def _read_row(text: str) -> int:
    """A row's place; NOWHERE for what is none, so that its values are found to be no figure's."""
    return int(text) if text.isdecimal() and len(text) < 10 else NOWHERE


def read_shown(html: str) -> list[Shown]:
    """Every marked value of a page, in its order."""
    reader = _Reader()
    reader.feed(html)
    return reader.found


def write_plain(value: Any) -> str:
    """A figure's value as a page marks it: empty for none, days in ISO form."""
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def compare_pages(site: Path, published: Mapping[str, Any]) -> Iterator[tuple[str, Shown, str | None]]:
    """Every marked value of every page of a site: (page, value, what figures.json says, None where it says nothing).

    Bytes that are no text are read as a browser shows them.
    """
    for page in sorted(page for page in site.rglob("*.html") if page.is_file()):
        text = page.read_text("utf-8", "replace")
        for shown in read_shown(text) if "data-metric" in text else ():
            yield page.relative_to(site).as_posix(), shown, _look_up(published, shown)


def _look_up(published: Mapping[str, Any], shown: Shown) -> str | None:
    figure = published.get(shown.metric)
    if figure is None or shown.column not in figure["columns"] or not 0 <= shown.row < len(figure["rows"]):
        return None
    return write_plain(figure["rows"][shown.row][figure["columns"].index(shown.column)])
