"""The search's files in a folder, its own script to ask them with, and a plain look through every record to hold the answers against."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterable
from pathlib import Path
from shutil import which
from typing import NamedTuple

import pytest

from wishlight.records.board import Board
from wishlight.search import Doc, make_search_of, read_engine
from wishlight.search.docs import fold

RUNNER = Path(__file__).with_name("run_engine.cjs")
ALL = 10**9
needs_node = pytest.mark.skipif(which("node") is None and os.environ.get("CI") != "true", reason="no Node on this machine")


class Question(NamedTuple):
    """A search: text, facets, when to stop, how many rows to read, and whether the page was just opened."""

    query: str
    chosen: dict[str, str] = {}  # noqa: RUF012 - never changed
    enough: int = ALL
    rows: int = ALL
    fresh: bool = False


class Answer(NamedTuple):
    """The ids read, the number of hits, whether all of them were looked for, and each file fetched with its compressed bytes."""

    ids: list[str]
    hits: int
    whole: bool
    fetched: list[tuple[str, int]]

    @property
    def bytes(self) -> int:
        """Compressed bytes of all that was fetched."""
        return sum(size for _, size in self.fetched)


def write_search(folder: Path, board: Board, docs: Iterable[Doc]) -> None:
    """Make every file of the search."""
    for part in make_search_of(board, docs):
        (folder / part.path).parent.mkdir(parents=True, exist_ok=True)
        (folder / part.path).write_bytes(part.make())


def ask(folder: Path, questions: Iterable[Question]) -> list[Answer]:
    """What the script answers, question by question."""
    asked = json.dumps([question._asdict() for question in questions])
    call = ["node", str(RUNNER), str(folder), read_engine().path]
    done = subprocess.run(call, input=asked, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return [Answer(**answer) for answer in json.loads(done.stdout)]


def look_through(board: Board, docs: Iterable[Doc], question: Question) -> list[str]:
    """The ids of all records that fit, the newest first."""
    terms = fold(question.query).split()
    fitting = [doc for doc in docs if _fits(board, doc, question.chosen) and all(_holds(board, doc, term) for term in terms)]
    return [doc.id for doc in sorted(fitting, key=lambda doc: (doc.day, doc.id), reverse=True)]


def _holds(board: Board, doc: Doc, term: str) -> bool:
    areas = [name for area in board.area_line(doc.area) for name in area.names.values()]
    category = board.lists.get(f"{doc.kind}_categories", {}).get(doc.category)
    named = (*areas, *(category.names.values() if category else ()))
    id = "" if doc.kind == "team" else doc.id.lower()
    return term in (id, id[-6:], id.replace("-", "")) or term in doc.text or any(term in fold(name) for name in named)


def _fits(board: Board, doc: Doc, chosen: dict[str, str]) -> bool:
    line = {area.id for area in board.area_line(doc.area)}
    facts = {"kind": doc.kind, "status": f"{doc.kind}.{doc.status}", "category": f"{doc.kind}.{doc.category}"}
    return all(value in line if name == "area" else facts[name] == value for name, value in chosen.items())
