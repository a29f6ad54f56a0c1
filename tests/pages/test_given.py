"""What people and teams earned is read once on the rows of a base and kept beside it; on any other rows it is read anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from small_board import AS_OF, WISH, fold_upon, list_records, read_board, wish
from wishlight.metrics import count_figures
from wishlight.pages import Context, given, make_context
from wishlight.pages.given import read_awards
from wishlight.records.model import Record
from wishlight.tables import folding
from wishlight.tables.base import Memory
from wishlight.words import load_words

ANNULLED = {"day": "2026-03-11", "event": "annulled", "actor": "post:m2", "entry": 5, "why": "wrong home"}


@pytest.fixture(autouse=True)
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Any number of records is large enough, any number of changes too few for a new base."""
    monkeypatch.setattr(folding, "LEAST", 1)
    monkeypatch.setattr(folding, "is_worth", lambda changed, records: False)


def make(records: list[Record], memory: Memory | None) -> Context:
    board, (folded, tables) = read_board(), fold_upon(records, memory)
    words = {lang: load_words(lang) for lang in board.languages}
    return make_context(board, words, AS_OF, tables.con, count_figures(tables.con, folded.shelf.same_rows), folded.shelf)


def tell(context: Context) -> dict[str, list[given.Award]]:
    return {**read_awards(context, "person"), **read_awards(context, "team")}


def test_on_a_bases_rows_nothing_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    memory, records = Memory(tmp_path, "program and settings"), list_records()
    first = tell(make(records, memory))
    assert len(first) > 1 and first == tell(make(records, None))
    monkeypatch.setattr(given, "_pack", lambda context, sql: pytest.fail("read again"))
    other_title = [wish(title="换一个题目") if one.id == WISH else one for one in records]
    assert tell(make(other_title, memory)) == first


def test_on_other_rows_it_is_read_anew_and_the_bases_is_kept(tmp_path: Path) -> None:
    memory, records = Memory(tmp_path, "program and settings"), list_records()
    first = tell(make(records, memory))
    annulled = [wish(WISH, {**ANNULLED}) if one.id == WISH else one for one in records]
    assert tell(make(annulled, memory)) == tell(make(annulled, None)) != first
    assert tell(make(records, memory)) == first


def test_what_another_base_had_is_read_anew(tmp_path: Path) -> None:
    tell(make(list_records(), Memory(tmp_path, "program and settings")))
    annulled = [wish(WISH, {**ANNULLED}) if one.id == WISH else one for one in list_records()]
    assert tell(make(annulled, Memory(tmp_path, "another program"))) == tell(make(annulled, None))


def test_what_is_damaged_is_read_anew(tmp_path: Path) -> None:
    memory, records = Memory(tmp_path, "program and settings"), list_records()
    first = tell(make(records, memory))
    for file in tmp_path.glob("awards-*.msgpack"):
        file.write_bytes(b"nonsense")
    assert tell(make(records, memory)) == first
