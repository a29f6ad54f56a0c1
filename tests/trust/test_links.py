"""Links: nothing that people write becomes one, and those of our own that lead away are https."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser

import pytest

from sample_pages import AS_OF, read_samples, sample_context
from wishlight.metrics import run_metrics
from wishlight.pages import Context, make_context, make_kind
from wishlight.records.fields import ENTRY
from wishlight.records.model import Record
from wishlight.tables import fold_all, make_tables

LURE = "看 https://lure.example/a [b](javascript:alert(1)) <a href='//lure.example'>c</a> www.lure.example"
KINDS = ("wish", "action", "deed", "team", "person", "corrections")


class Links(HTMLParser):
    """Every address that a reader could follow, with what its link says of itself."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.found += [(given[name] or "", given.get("rel") or "") for name in ("href", "src", "action", "formaction") if name in given]


def lure(record: Record) -> Record:
    """The record with the lure in every text of its own that it has."""
    schema = sample_context().board.schema
    head = {field.name for field in schema.tables[record.kind].fields if field.free}
    entry = {field.name for field in schema.tables[ENTRY].fields if field.free}
    history = tuple(e._replace(data={k: LURE if k in entry else v for k, v in e.data.items()}) for e in record.history)
    return record._replace(head={k: LURE if k in head else v for k, v in record.head.items()}, history=history)


@pytest.fixture(scope="module")
def context() -> Context:
    board = sample_context().board
    board = replace(board, info={**board.info, "forge": "github"})
    folded = list(fold_all(sorted((lure(record) for record in read_samples().values()), key=lambda r: r.id), board, AS_OF))
    con = make_tables(board, folded, AS_OF)
    return make_context(board, sample_context().words, AS_OF, con, run_metrics(con), {item.record.id: item for item in folded})


def links_of(context: Context, kind: str) -> list[tuple[str, str]]:
    parser = Links()
    for page in make_kind(context, kind):
        parser.feed(page.body)
    return parser.found


@pytest.mark.parametrize("kind", KINDS)
def test_no_text_of_people_becomes_a_link(kind: str, context: Context) -> None:
    pages = list(make_kind(context, kind))
    assert pages
    assert any("lure.example" in page.body for page in pages), "the lure is shown as text"
    assert [href for href, _ in links_of(context, kind) if "lure" in href or href.startswith(("javascript:", "data:", "//"))] == []


def test_every_link_that_leads_away_is_https(context: Context) -> None:
    away = [(href, rel) for kind in KINDS for href, rel in links_of(context, kind) if ":" in href.split("/")[0]]
    assert away
    assert [href for href, _ in away if not href.startswith(("https://", "webcal:", "mailto:"))] == []
