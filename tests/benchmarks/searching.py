"""The search of a built site in a real browser: how much a reader loads, and whether every hit is the one a plain scan finds."""

from __future__ import annotations

import gzip
import random
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from shutil import which
from statistics import median
from typing import Any, NamedTuple
from urllib.parse import urlparse

import yaml
from tests.once import serve_folder

from wishlight.records.board import Board, load_board
from wishlight.records.fields import list_fields, load_schema
from wishlight.records.marks import list_marks
from wishlight.records.store import list_files
from wishlight.words import load_words

from .session import Session

QUERIES = 200
BROWSERS, EACH = 10, 4
"""How many browsers are opened anew, and how many queries each is asked."""
ENOUGH = 20
"""Hits on a page of results."""
KINDS = ("wish", "action", "deed", "team")
ASK = """async ([query, enough]) => {
  const found = await wishlightFind.find("search/data/", query, {}, enough);
  const shown = await Promise.all(found.hits.slice(0, 20).map(hit => wishlightFind.read("search/data/", hit)));
  const all = enough > 20 ? await Promise.all(found.hits.map(hit => wishlightFind.read("search/data/", hit))) : shown;
  return all.map(row => row[0]);
}"""


class Text(NamedTuple):
    """What can be found of a record: its id, what it is called by (found whole), its texts as they are compared, the names of its places and category."""

    id: str
    short: str
    text: str
    names: tuple[str, ...]


def measure_search(session: Session, size: int, site: Path) -> None:
    """Bytes of a first query and of later ones, and right hits, on a built site."""
    chromium = which("chromium") or which("chromium-browser") or which("google-chrome")
    engine = next(iter(sorted(site.glob("search/data/engine.*.js"))), None)
    if chromium is None or engine is None or session.left() < 1:
        session.say(f"{size}: no search was measured")
        return
    from playwright.sync_api import sync_playwright

    texts = list(read_texts(session.board(size)))
    queries = make_queries(texts)
    page_file = site / "search/measured.html"
    page_file.write_text(f'<!doctype html><meta charset="utf-8"><base href="../"><script src="{engine.relative_to(site).as_posix()}"></script>', "utf-8")
    with serve_folder(site) as address, sync_playwright() as started:
        browser = started.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-background-networking"])
        asked = _ask_for_bytes(browser, f"{address}search/measured.html", site, queries)
        right = _count_right(browser, f"{address}search/measured.html", texts, queries)
        browser.close()
    page_file.unlink()
    session.add((size, "ours", "search"), {**asked, "right": right, "queries": len(queries)})
    session.say(f"{size}: search {session.seen[size, 'ours', 'search'][-1]}")


def read_texts(board: Path) -> Iterator[Text]:
    """Every record that can be found, read plainly."""
    settings, _ = load_board(board, load_words("zh"))
    schema, marks = load_schema(), list_marks()
    free = {kind: [field.name for field in list_fields(schema, kind) if field.free] for kind in KINDS}
    for file in list_files(board):
        if file.kind in KINDS:
            record: dict[str, Any] = yaml.load(Path(file.disk).read_bytes(), Loader=yaml.CSafeLoader)
            said = [str(record[name]) for name in free[file.kind] if name in record and record[name] not in marks]
            short = str(record["id"]).rpartition(":" if file.kind == "team" else "-")[2]
            own = (short,) if file.kind == "team" else ()  # a team's id is a word like others
            yield Text(str(record["id"]), fold(short), "\n".join(fold(text) for text in (*own, *said)), _names(settings, file.kind, record))


def scan(texts: list[Text], query: str) -> set[str]:
    """What a plain look through every record finds."""
    terms = fold(query).split()
    return {found.id for found in texts if all(term in found.text or term == found.short or any(term in name for name in found.names) for term in terms)}


def make_queries(texts: list[Text]) -> list[str]:
    """What people might type: pieces of two to four signs of a text, the last six signs of an id, two pieces together."""
    chance = random.Random("queries")
    found: list[str] = []
    while len(found) < QUERIES:
        drawn = chance.choice(texts)
        lines = [line for line in drawn.text.split("\n") if len(line) > 3]
        if not lines:
            continue
        pieces = [_piece(chance.choice(lines), chance) for _ in range(2)]
        found.append(drawn.short if len(found) % 10 == 0 else " ".join(pieces) if len(found) % 4 == 0 else pieces[0])
    return found


def fold(text: str) -> str:
    """Text as it is compared: one width, one case, single blanks."""
    return " ".join(unicodedata.normalize("NFKC", text).lower().split())


def _piece(line: str, chance: random.Random) -> str:
    at, long = chance.randrange(len(line) - 2), chance.choice((2, 2, 3, 4))
    return line[at : at + long].strip() or line[:2]


def _names(board: Board, kind: str, record: dict[str, Any]) -> tuple[str, ...]:
    areas = [name for area in board.area_line(str(record.get("area", ""))) for name in area.names.values()]
    category = board.lists.get(f"{kind}_categories", {}).get(str(record.get("category", "")))
    return tuple(fold(name) for name in (*areas, *(category.names.values() if category else ())))


def _ask_for_bytes(browser: Any, address: str, site: Path, queries: list[str]) -> dict[str, float]:
    """Compressed bytes that a query loads: of a reader's first, and of those that follow it."""
    firsts: list[int] = []
    laters: list[int] = []
    for start in range(0, BROWSERS * EACH, EACH):
        page = browser.new_context().new_page()
        loaded: list[int] = []
        page.on("request", lambda request, loaded=loaded: loaded.append(_weigh(site, request.url)))
        page.goto(address)
        for n, query in enumerate(queries[start : start + EACH]):
            before = sum(loaded) if n else 0
            page.evaluate(ASK, [query, ENOUGH])
            (laters if n else firsts).append(sum(loaded) - before)
        page.context.close()
    return {"first": median(firsts), "first_most": max(firsts), "later": median(laters), "later_most": max(laters)}


def _count_right(browser: Any, address: str, texts: list[Text], queries: list[str]) -> int:
    page = browser.new_page()
    page.goto(address)
    return sum(set(page.evaluate(ASK, [query, 10**9])) == scan(texts, query) for query in queries)


@cache
def _weigh(site: Path, address: str) -> int:
    path = site / urlparse(address).path.lstrip("/")
    return len(gzip.compress(path.read_bytes(), 9)) if path.is_file() and path.name != "measured.html" else 0
