"""The script that searches, in a real browser, against a plain look through every record."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from shutil import which
from typing import Any

import pytest

from once import serve_folder
from search.engine import Question, look_through
from wishlight.records.board import Board, load_board
from wishlight.records.reading import read_records
from wishlight.search import make_search, read_engine, segments
from wishlight.search.docs import Doc, list_docs
from wishlight.tables import fold_all
from wishlight.words import load_words

playwright = pytest.importorskip("playwright.sync_api")
CHROMIUM = which("chromium") or which("chromium-browser") or which("google-chrome")
pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")]

ROOT = Path(__file__).parents[2]
ASK = """async ([query, chosen, enough]) => {
  const found = await wishlightFind.find("search/data/", query, chosen, enough);
  const hits = found.hits.filter(hit => wishlightFind.fits(found.index, hit, chosen));
  const rows = await Promise.all(hits.map(hit => wishlightFind.read("search/data/", hit)));
  return rows.map(row => row[0]);
}"""


class Library:
    """The demo's records to look through, and a page that searches them."""

    def __init__(self, page: Any, board: Board, docs: list[Doc]) -> None:
        self.page, self.board, self.docs = page, board, docs

    def ask(self, query: str, enough: int = 10**9, **chosen: str) -> list[str]:
        return list(self.page.evaluate(ASK, [query, chosen, enough]))

    def look_through(self, query: str, **chosen: str) -> list[str]:
        return look_through(self.board, self.docs, Question(query, chosen))


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("library")
    words = load_words("zh")
    board, _ = load_board(ROOT, words)
    records = read_records(ROOT, board, words, use_cache=False).records
    folded = {item.record.id: item for item in fold_all(records, board, max(r.history[-1].at.date() for r in records if r.history))}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(segments, "SEGMENT", 150)
        for part in make_search(board, folded):
            (folder / part.path).parent.mkdir(parents=True, exist_ok=True)
            (folder / part.path).write_bytes(part.make())
    (folder / "index.html").write_text(f'<!doctype html><meta charset="utf-8"><title>x</title><script src="{read_engine().path}"></script>', "utf-8")
    with serve_folder(folder) as address, playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-background-networking"])
        page = browser.new_page()
        page.goto(address)
        yield Library(page, board, list(list_docs(board, folded.values())))
        browser.close()


def make_queries(docs: list[Doc]) -> list[str]:
    """Pieces of one to six characters of real texts, pairs of such pieces, and pieces whose characters were mixed."""
    draw = random.Random(20)
    queries = []
    for n in range(200):
        text = draw.choice(draw.choice(docs).texts)
        length = draw.randint(1, 6)
        at = draw.randrange(max(1, len(text) - length))
        piece = text[at : at + length].strip() or "灯"
        if n % 5 == 3:
            piece = f"{piece} {draw.choice(draw.choice(docs).texts)[:2]}"
        if n % 5 == 4:
            piece = "".join(draw.sample(piece, len(piece)))
        queries.append(piece)
    return queries


def test_two_hundred_searches_find_what_a_plain_look_finds(library: Library) -> None:
    queries = make_queries(library.docs)
    wrong = [query for query in queries if library.ask(query) != library.look_through(query)]
    assert not wrong
    assert sum(bool(library.look_through(query)) for query in queries) > 100


@pytest.mark.parametrize("query", ["phone", "Help with phones", "松园", "Songyuan", "星湖 灯", "ＰＨＯＮＥ"])
def test_names_of_areas_and_categories_find_in_every_language(library: Library, query: str) -> None:
    assert library.ask(query) == library.look_through(query) != []


def test_a_whole_id_and_its_last_six_signs_find_the_record(library: Library) -> None:
    for doc in library.docs[::40]:
        if doc.kind != "team":
            assert library.ask(doc.id) == library.ask(doc.id[-6:].lower()) == library.ask(doc.id.replace("-", "")) == [doc.id]


def test_signs_that_were_misread_or_typed_in_pieces_find_the_record(library: Library) -> None:
    doc = next(doc for doc in library.docs if doc.kind != "team" and {"0", "1"} & {*doc.id[-6:]})
    signs = doc.id[-6:].lower()
    for typed in (signs.replace("0", "O").replace("1", "l"), signs.replace("1", "i"), f"{signs[:4]} {signs[4:]}", f"{doc.id[:-6]}{signs.replace('0', 'o')}"):
        assert library.ask(typed) == [doc.id], typed


def test_facets_narrow_a_search(library: Library) -> None:
    community = next(area.id for area in library.board.areas.values() if area.level == "community")
    for chosen in ({"kind": "deed"}, {"status": "wish.fulfilled"}, {"area": community}, {"kind": "wish", "area": community}):
        assert library.ask("的", **chosen) == library.look_through("的", **chosen) != []
        assert library.ask("", **chosen) == library.look_through("", **chosen)


def test_a_search_stops_when_it_has_enough(library: Library) -> None:
    asked: list[str] = []
    library.page.reload()
    library.page.on("request", lambda request: asked.append(request.url))
    first = library.ask("的", 5)
    newest = library.look_through("的")
    assert len(first) >= 5 and first == newest[: len(first)] and len(first) < len(newest)
    assert len({url.split("/search/data/")[1].split("/")[0] for url in asked if "/facets" in url}) == 1
