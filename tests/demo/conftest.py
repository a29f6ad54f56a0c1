"""The committed demo board, read once for all its tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from demo.clock import LAST
from demo.make import make_book
from wishlight.records.board import Board, load_board
from wishlight.records.fold import DeedState, WishState, fold_deed, fold_wish
from wishlight.records.model import Record
from wishlight.records.reading import read_records
from wishlight.words import load_words

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="package")
def told() -> dict[str, str]:
    return make_book().stories


@pytest.fixture(scope="package")
def board() -> Board:
    return load_board(ROOT, load_words("zh"))[0]


@pytest.fixture(scope="package")
def records(board: Board) -> list[Record]:
    return read_records(ROOT, board, load_words("zh"), use_cache=False).records


@pytest.fixture(scope="package")
def by_id(records: list[Record]) -> dict[str, Record]:
    return {record.id: record for record in records}


@pytest.fixture(scope="package")
def wishes(records: list[Record], board: Board) -> dict[str, WishState]:
    return {record.id: fold_wish(record, board, LAST) for record in records if record.kind == "wish"}


@pytest.fixture(scope="package")
def deeds(told: dict[str, str], by_id: dict[str, Record], board: Board) -> dict[str, DeedState]:
    return {story: fold_deed(by_id[id], board, LAST) for story, id in told.items() if story.startswith("deed-")}
