"""Reading the case files under tests/cases: a file is a case, and its name says what must come of it.

A bad case is called `<rule>@<line>--<what>.yml`, a good one `<rule>--<what>.yml`.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import NamedTuple

import yaml

from wishlight.problems import Problem
from wishlight.records.board import Board, load_board
from wishlight.records.judge import judge
from wishlight.records.model import Record
from wishlight.records.reading import read_records
from wishlight.records.shape import Shape
from wishlight.records.store import place_of
from wishlight.words import load_words

CASES = Path(__file__).parent / "cases"
BOARD = CASES / "board"
NOW = datetime(2026, 11, 23, tzinfo=UTC)
_NAME = re.compile(r"(?P<rule>[a-z0-9-]+?)(?:@(?P<line>[0-9]+))?--(?P<what>[a-z0-9-]+)\.yml")


class Case(NamedTuple):
    """One case file: the rule it is about and, for a bad one, the line that must be named."""

    file: Path
    rule: str
    line: int

    @property
    def kind(self) -> str:
        return self.file.parent.name


def list_cases(folder: str) -> list[Case]:
    """The cases below a folder of tests/cases, by path."""
    found = []
    for file in sorted((CASES / folder).rglob("*.yml")):
        if match := _NAME.fullmatch(file.name):
            found.append(Case(file, match["rule"], int(match["line"] or 0)))
        else:
            assert file.name == "places.yml", f"{file} has no case's name"
    return found


@cache
def load_case_board() -> Board:
    """The small board that record cases are added to."""
    board, problems = load_board(BOARD, load_words("en"))
    assert not problems
    return board


@cache
def read_neighbours() -> tuple[Record, ...]:
    """The records that are already on that board."""
    reading = read_records(BOARD, load_case_board(), load_words("en"), use_cache=False)
    assert not reading.problems
    return tuple(reading.records)


@cache
def shape_of(kind: str) -> Shape:
    return Shape(load_case_board(), kind)


@cache
def _places() -> dict[str, str]:
    text = (CASES / "records" / "places.yml").read_text("utf-8")
    return dict(yaml.safe_load(text))


def path_of(case: Case) -> str:
    """Where the case's record stands: where its id says, unless places.yml says otherwise."""
    name = case.file.relative_to(CASES / "records").as_posix()
    id = re.search(r'^id: "?([^\s"]+)', case.file.read_text("utf-8"), re.MULTILINE)
    assert id
    return _places().get(name) or place_of(case.kind, id[1])


def judge_case(case: Case, lang: str = "en") -> list[Problem]:
    """All problems of a case's file when it is added to the board."""
    path, data, words = path_of(case), case.file.read_bytes(), load_words(lang)
    record, problems = shape_of(case.kind).read(path, data, words)
    if record is None:
        return problems

    def read(wanted: str) -> bytes | None:
        if wanted == path:
            return data
        return (BOARD / wanted).read_bytes() if (BOARD / wanted).is_file() else None

    found = judge([*read_neighbours(), record], load_case_board(), words, NOW, read=read)
    return [problem for problem in found if problem.path == path]
