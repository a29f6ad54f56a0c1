"""A handful of records under tests/pages/records, folded and counted, and the pages made from them."""

from __future__ import annotations

from datetime import date
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

from wishlight.metrics import run_metrics
from wishlight.pages import Context, Page, make_context, make_kind
from wishlight.records.board import load_board
from wishlight.records.model import Record
from wishlight.records.shape import Shape
from wishlight.tables import fold_all, make_tables
from wishlight.words import load_words

ROOT = Path(__file__).parents[1]
RECORDS = Path(__file__).parent / "pages" / "records"
AS_OF = date(2026, 11, 23)
VOID = frozenset(("area", "br", "circle", "img", "input", "line", "link", "meta", "path", "rect", "use"))


@cache
def sample_context(as_of: date = AS_OF) -> Context:
    """The context of the sample records on this repository's board."""
    board, problems = load_board(ROOT, load_words("en"))
    assert problems == []
    folded = list(fold_all(sorted(read_samples().values(), key=lambda record: record.id), board, as_of))
    con = make_tables(board, folded, as_of)
    words = {lang: load_words(lang) for lang in board.languages}
    return make_context(board, words, as_of, con, run_metrics(con), {item.record.id: item for item in folded})


@cache
def read_samples() -> dict[str, Record]:
    """The records by the names of their files."""
    words = load_words("en")
    board, _ = load_board(ROOT, words)
    found = {}
    for file in sorted(RECORDS.glob("*.yml")):
        kind = file.stem.partition("-")[0]
        record, problems = Shape(board, kind).read(f"wishes/{kind}/{file.name}", file.read_bytes(), words)
        assert record, problems
        found[file.stem] = record
    return found


@cache
def sample_pages(kind: str) -> dict[tuple[str, str], Page]:
    """All pages of a kind, by address and language."""
    return {(page.path, page.lang): page for page in make_kind(sample_context(), kind)}


class Seen(HTMLParser):
    """What a reader's browser sees in a page: tags with their attributes, links and text; and whether all that opens is closed."""

    void = VOID

    def __init__(self, body: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.words: list[str] = []
        self.open: list[str] = []
        self.errors: list[str] = []
        self.feed(body)
        self.close()
        self.errors.extend(f"<{tag}> is not closed" for tag in self.open)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in self.void:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if tag in self.void:
            return
        if not self.open or self.open.pop() != tag:
            self.errors.append(f"</{tag}> closes something else")

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        """The text with single blanks."""
        return " ".join("".join(self.words).split())

    def links(self) -> list[str]:
        """Where links lead."""
        return [attrs["href"] for tag, attrs in self.tags if tag == "a"]

    def with_class(self, name: str) -> list[tuple[str, dict[str, str]]]:
        """The tags that carry a class."""
        return [(tag, attrs) for tag, attrs in self.tags if name in attrs.get("class", "").split()]
