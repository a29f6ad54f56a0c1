"""Files made to hurt are refused in no time, with their line and a way to mend them, and never with a traceback."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from record_cases import Case, list_cases, shape_of
from wishlight.problems import print_github, print_json, print_text
from wishlight.records.read import MAX_BYTES
from wishlight.words import list_languages, load_words

HOSTILE = list_cases("hostile")
SLOWEST = 0.5
"""Seconds; a bomb that expands takes many times as long."""


def test_there_are_many_hostile_files() -> None:
    assert len(HOSTILE) >= 80


@pytest.mark.parametrize("case", HOSTILE, ids=lambda case: case.file.stem)
def test_a_hostile_file_is_refused_at_its_line(case: Case) -> None:
    data = case.file.read_bytes()
    for lang in list_languages():
        started = time.process_time()
        record, problems = shape_of("wish").read("wishes/wish/x.yml", data, load_words(lang))
        assert time.process_time() - started < SLOWEST
        assert record is None
        assert (case.rule, case.line) in {(p.rule, p.line) for p in problems}
        assert all(p.says and p.mend and p.path and p.line >= 1 for p in problems)


@pytest.mark.figure
def test_no_hostile_file_is_read_as_something_else(figure: Callable[..., None]) -> None:
    taken = [case.file.name for case in HOSTILE if shape_of("wish").read("wishes/wish/x.yml", case.file.read_bytes(), load_words("en"))[0] is not None]
    assert taken == []
    figure("bad-yaml", tried=len(HOSTILE), failed=0)


@pytest.mark.parametrize("case", HOSTILE, ids=lambda case: case.file.stem)
def test_every_printer_keeps_a_problem_on_one_line(case: Case) -> None:
    _, problems = shape_of("wish").read("wishes/wish/x.yml", case.file.read_bytes(), load_words("zh"))
    assert len(print_text(problems).splitlines()) == len(problems)
    assert len(print_github(problems).splitlines()) == len(problems)
    assert print_json(problems).isprintable() or print_json(problems).startswith("[\n")


@pytest.mark.parametrize("data", [b"a" * (MAX_BYTES + 1), b"id: " + b"x" * 10_000_000, b"".join(b"k%d: v\n" % n for n in range(200_000))])
def test_a_huge_file_is_refused_by_its_size(data: bytes) -> None:
    started = time.process_time()
    record, problems = shape_of("wish").read("wishes/wish/x.yml", data, load_words("en"))
    assert (record, [p.rule for p in problems]) == (None, ["too-large"])
    assert time.process_time() - started < SLOWEST


def test_a_null_in_a_choice_is_one_problem_and_not_two() -> None:
    case = next(case for case in HOSTILE if case.file.stem.endswith("null-in-an-entry"))
    text = case.file.read_text("utf-8").replace("note: ~, ", "").replace("beneficiary: elder", "beneficiary: ~")
    _, problems = shape_of("wish").read("wishes/wish/x.yml", text.encode(), load_words("en"))
    assert [(problem.rule, problem.field) for problem in problems] == [("null-value", "beneficiary")]
