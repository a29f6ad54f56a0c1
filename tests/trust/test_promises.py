"""Every promise on the site names the tests that keep it, and these tests are there."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LANGUAGES = ("zh", "en")
TEST = re.compile(r"`(tests/[a-z_/]+\.py)::(test_[a-z0-9_]+)`")
STEP = re.compile(r"`\.ci/run ([a-z_]+)`")


def read(lang: str) -> str:
    return (ROOT / "content" / lang / "promises.md").read_text("utf-8")


def list_rows(lang: str) -> list[str]:
    return [line for line in read(lang).splitlines() if line.startswith("| ") and "::" in line]


@cache
def list_tests(path: str) -> frozenset[str]:
    """The tests that a file hands to the runner: functions at its top level that are not skipped."""
    tree = ast.parse((ROOT / path).read_text("utf-8"))
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    skipped = {f.name for f in functions if any("skip" in ast.unparse(mark) or "xfail" in ast.unparse(mark) for mark in f.decorator_list)}
    return frozenset(f.name for f in functions) - skipped


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_promise_names_a_test(lang: str) -> None:
    rows = [line for line in read(lang).splitlines() if line.startswith("| ") and not line.startswith("|---")]
    headings = 2
    assert len(list_rows(lang)) == len(rows) - headings >= 16
    assert sum(row.startswith("| **") for row in rows) == 10


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_named_test_is_there(lang: str) -> None:
    named = TEST.findall(read(lang))
    assert len(named) == read(lang).count("::")
    assert [f"{path}::{name}" for path, name in named if not (ROOT / path).is_file() or name not in list_tests(path)] == []


def test_every_named_step_of_the_whole_check_is_run() -> None:
    script = (ROOT / ".ci" / "run").read_text("utf-8")
    (steps,) = re.findall(r"^steps=\$\{\*:-(.+)\}$", script, re.MULTILINE)
    named = {step for lang in LANGUAGES for step in STEP.findall(read(lang))}
    assert named
    assert named <= set(steps.split())


def test_both_languages_name_the_same_tests_in_the_same_order() -> None:
    assert [TEST.findall(row) for row in list_rows("zh")] == [TEST.findall(row) for row in list_rows("en")]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_page_leads_to_the_promises(lang: str) -> None:
    assert "    - promises\n" in (ROOT / "mkdocs.yml").read_text("utf-8")
    assert "(promises.md)" in (ROOT / "content" / lang / "privacy.md").read_text("utf-8")
