"""A few hundred damaged copies of good records: each is read or refused with file and line, and none raises."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

import pytest

from record_cases import NOW, Case, list_cases, load_case_board, path_of, read_neighbours, shape_of
from wishlight.problems import Problem
from wishlight.records.form import format_bytes
from wishlight.records.judge import judge
from wishlight.words import load_words

GOOD = list_cases("records/good")
MANY = 10_000
SIGNS = [b'"', b"'", b"{", b"}", b"[", b"]", b":", b",", b"-", b"#", b"&", b"*", b"!", b"|", b"\n", b"\t", b"\0", b"\xff", b"0", b"a", "灯".encode()]


def _damage(data: bytes, dice: random.Random) -> Iterator[bytes]:
    for _ in range(4):
        at, sign = dice.randrange(len(data)), dice.choice(SIGNS)
        yield data[:at] + sign + data[at + 1 :]
        yield data[:at] + sign + data[at:]
        yield data[:at] + data[at + dice.randrange(1, 20) :]
        yield data[:at]
    lines = data.split(b"\n")
    one, other = dice.randrange(len(lines)), dice.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    yield b"\n".join(lines)
    yield b"\n".join(lines[:one] + lines[one + 1 :])


def _read(case: Case, data: bytes) -> list[Problem]:
    path, words = path_of(case), load_words("en")
    record, problems = shape_of(case.kind).read(path, data, words)
    if record is None:
        assert problems
        return problems
    others = [r for r in read_neighbours() if r.path != path]
    read = {path: data}.get
    return judge([*others, record], load_case_board(), words, NOW, read=read)


@pytest.mark.parametrize("seed", range(0, len(GOOD), 4))
def test_a_damaged_record_is_read_or_refused_but_never_raises(seed: int) -> None:
    case = GOOD[seed]
    dice = random.Random(seed)
    counted = 0
    for damaged in _damage(case.file.read_bytes(), dice):
        counted += 1
        for problem in _read(case, damaged):
            assert problem.path
            assert problem.line >= 1 or problem.path.startswith("site_config/")
            assert problem.says and problem.mend
    assert counted == 18


@pytest.mark.figure
def test_thousands_of_damaged_records_are_read_or_refused(figure: Callable[..., None]) -> None:
    dice, tried, seen = random.Random(MANY), 0, set[bytes]()
    while tried < MANY:
        case = dice.choice(GOOD)
        for damaged in _damage(case.file.read_bytes(), dice):
            if damaged in seen or tried == MANY:
                continue
            seen.add(damaged)
            tried += 1
            record, problems = shape_of(case.kind).read(path_of(case), damaged, load_words("en"))
            assert (record is None) == any(p.level == "refuse" for p in problems)
            assert all(p.path and p.line >= 1 and p.says and p.mend for p in problems)
    figure("mutated-records", tried=tried, failed=0)


def test_formatting_a_damaged_record_keeps_every_value_or_refuses() -> None:
    words, schema = load_words("en"), load_case_board().schema
    kept = 0
    for case in GOOD[::6]:
        path, shape = path_of(case), shape_of(case.kind)
        for damaged in _damage(case.file.read_bytes(), random.Random(case.file.name)):
            before, _ = shape.read(path, damaged, words)
            text, problems = format_bytes(shape, schema, path, damaged, words)
            assert (text is None) == bool(problems)
            if before is not None and text is not None:
                after, _ = shape.read(path, text, words)
                assert after is not None
                assert (after.head, after.history) == (before.head, before.history)
                kept += 1
    assert kept > 20
