"""A board's own settings are judged like records: good ones pass, bad ones are refused at their line, damaged ones never raise."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from record_cases import BOARD, NOW, Case, list_cases, read_neighbours
from wishlight.problems import Problem
from wishlight.records.board import load_board
from wishlight.records.judge import judge
from wishlight.records.reading import read_records
from wishlight.words import list_languages, load_words

CASES = list_cases("settings")
FILES = sorted((BOARD / "site_config").glob("*.yml"))


def _judge(root: Path, lang: str = "en") -> list[Problem]:
    words = load_words(lang)
    board, problems = load_board(root, words)
    reading = read_records(root, board, words, use_cache=False)
    return problems + reading.problems + judge(reading.records, board, words, NOW, root=root)


def _judge_case(case: Case, root: Path, lang: str) -> list[Problem]:
    shutil.copytree(BOARD, root, dirs_exist_ok=True)
    name = f"site_config/{case.kind}.yml"
    (root / name).write_bytes(case.file.read_bytes())
    return [problem for problem in _judge(root, lang) if problem.path == name]


def test_there_are_enough_cases() -> None:
    assert len([case for case in CASES if case.line]) >= 25
    assert len([case for case in CASES if not case.line]) >= 9


@pytest.mark.parametrize("case", [case for case in CASES if not case.line], ids=lambda case: case.file.stem)
def test_good_settings_have_no_problem(case: Case, tmp_path: Path) -> None:
    assert _judge_case(case, tmp_path, "en") == []


@pytest.mark.parametrize("case", [case for case in CASES if case.line], ids=lambda case: case.file.stem)
def test_bad_settings_are_refused_at_their_line(case: Case, tmp_path: Path) -> None:
    for lang in list_languages():
        problems = _judge_case(case, tmp_path, lang)
        assert (case.rule, case.line) in {(p.rule, p.line) for p in problems}
        assert all(p.says and p.mend and p.level == "refuse" for p in problems)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_damaged_settings_are_read_or_refused_but_never_raise(file: Path, tmp_path: Path) -> None:
    shutil.copytree(BOARD, tmp_path, dirs_exist_ok=True)
    words, dice = load_words("en"), random.Random(file.name)
    text = file.read_text("utf-8")
    lines = text.split("\n")
    for n in range(60):
        at = dice.randrange(len(lines))
        line = lines[at]
        part = dice.choice(["", "- x", "[]", "{}", "x: ", line + "]", line[: len(line) // 2], line.replace("[", "{"), line.replace("{", "")])
        damaged = "\n".join([*lines[:at], part, *lines[at + 1 :]])
        if n % 3 == 0:
            key = dice.choice(["from: ", "id: ", "value: ", "name: ", "[", "{zh", "2025"])
            damaged = text.replace(key, dice.choice(["from: [1], ", "x: ", "", "{", "- "]), 2)
        (tmp_path / "site_config" / file.name).write_text(damaged, "utf-8")
        board, problems = load_board(tmp_path, words)
        problems += judge(list(read_neighbours()), board, words, NOW, root=tmp_path)
        assert all(p.path and p.says and p.mend for p in problems)
