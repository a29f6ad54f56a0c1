"""What is understood of real and hostile form bodies: each body is a file, with what must come of it beside it."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from pathlib import Path

import pytest

from wishlight.intake.definition import load_form
from wishlight.intake.reader import LIMIT, Reading, read_body, recognise_form
from wishlight.problems import Problem
from wishlight.records.board import Board, load_board
from wishlight.records.formlinks import FORMS
from wishlight.words import list_languages, load_words

ROOT = Path(__file__).parents[2]
CASES = ROOT / "tests" / "cases" / "issues"
BODIES = sorted(CASES.glob("*/*.md"))
NEEDED = 50


@pytest.fixture(scope="module")
def board() -> Board:
    found, problems = load_board(ROOT, load_words("zh"))
    assert not problems
    return found


def read(path: Path, board: Board, lang: str = "zh") -> Reading:
    text = path.read_bytes().decode("utf-8", errors="replace")
    return read_body(load_form(path.parent.name), text, board, load_words(lang), path.name)


def shorten(problem: Problem) -> list[object]:
    return [problem.rule, problem.line, problem.field]


def test_there_are_bodies_for_every_form_and_enough_of_them() -> None:
    assert len(BODIES) >= NEEDED
    assert {path.parent.name for path in BODIES} == set(FORMS)
    assert {path.with_suffix(".json") for path in BODIES} == set(CASES.glob("*/*.json"))


@pytest.mark.parametrize("path", BODIES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_body_is_understood_as_its_case_says(path: Path, board: Board) -> None:
    expected = json.loads(path.with_suffix(".json").read_text("utf-8"))
    found = read(path, board)
    assert dict(found.answers) == expected["answers"]
    assert [shorten(problem) for problem in found.problems] == expected["problems"]


@pytest.mark.parametrize("lang", list_languages())
def test_every_problem_is_a_whole_sentence_with_a_mend(lang: str, board: Board) -> None:
    problems = [problem for path in BODIES for problem in read(path, board, lang).problems]
    assert len({problem.rule for problem in problems}) >= 15
    for problem in problems:
        for sentence in (problem.says, problem.mend):
            assert sentence
            assert "intake." not in sentence
            assert "{" not in sentence


def test_the_form_is_recognised_by_its_marker_alone() -> None:
    good = {path: recognise_form(path.read_text("utf-8")) for path in BODIES if path.stem == "good"}
    assert len(good) >= 8
    assert all(name == path.parent.name for path, name in good.items())
    assert recognise_form("just some text (claim.v2)") is None


def test_without_a_forge_the_answer_names_the_other_doors_and_no_address(board: Board) -> None:
    lonely = replace(board, info={**board.info, "forge": "none"})
    problem = read_body(load_form("wish"), "hello", lonely, load_words("zh")).problems[0]
    assert "http" not in problem.mend
    assert "网格员" in problem.mend


@pytest.mark.parametrize(
    "body",
    ["### " * 20_000, "```\n" * 20_000, "- [x] " * 10_000, "#" * LIMIT, "### 编号 / Record number\n" * 2_000, " " * LIMIT, "(claim.v2)" * 6_000],
)
def test_a_hostile_body_costs_little_time(body: str, board: Board) -> None:
    started = time.perf_counter()
    for form in FORMS:
        read_body(load_form(form), body, board, load_words("zh"))
    assert time.perf_counter() - started < 5
