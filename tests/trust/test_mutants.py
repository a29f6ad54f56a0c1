"""For each guard a test exists that fails without it. A few mutants are tried here; `make mutants` tries all."""

from __future__ import annotations

import os
import random
import re
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from trust.mutants.run import ROOT, list_mutants, mutate, try_mutant

SAMPLE = 4
SEED = 20261124
SLOW = re.compile(r"tests/(?:site|review|forge|metrics|trust|test_build|records/test_changes|records/test_rules|records/test_stories|intake/test_reader)")
"""Tests that take longer than a moment are left to `make mutants`."""


def test_there_are_many_mutants_each_of_another_guard_and_all_over_the_product() -> None:
    mutants = list_mutants()
    assert len(mutants) >= 100
    assert len({mutant.name for mutant in mutants}) == len(mutants)
    assert len({mutant.guard for mutant in mutants}) == len(mutants)
    assert len({(mutant.file, mutant.find, mutant.replace) for mutant in mutants}) == len(mutants)
    assert min(Counter(mutant.topic for mutant in mutants).values()) >= 10


def test_what_a_mutant_takes_out_stands_there_once_and_the_file_still_compiles() -> None:
    for mutant in list_mutants():
        assert mutate(mutant).count(mutant.find) == mutant.replace.count(mutant.find), mutant.name
        assert mutant.guard.endswith("."), mutant.name


def test_the_tests_that_must_notice_are_there() -> None:
    for mutant in list_mutants():
        assert mutant.tests, mutant.name
        for test in mutant.tests:
            path, _, name = test.partition("::")
            assert re.search(rf"^def {re.escape(name)}\(", (ROOT / path).read_text("utf-8"), re.MULTILINE), test


@pytest.mark.figure
def test_without_a_guard_a_test_fails(figure: Callable[..., None]) -> None:
    """A seeded few; all of them where MUTANTS=all is set, as it is for the table that is published."""
    mutants = list_mutants()
    every = os.environ.get("MUTANTS") == "all"
    chosen = mutants if every else random.Random(SEED).sample([m for m in mutants if not any(map(SLOW.match, m.tests))], SAMPLE)
    with ThreadPoolExecutor(2) as pool:
        alive = {m.name: outcome.said for m, outcome in zip(chosen, pool.map(try_mutant, chosen), strict=True) if not outcome.caught}
    assert alive == {}
    figure("mutants", tried=len(chosen), failed=0, note="guards taken out one at a time" if every else f"of {len(mutants)} guards, which `make mutants` takes out one at a time")


def test_a_mutant_that_changes_nothing_is_not_called_caught() -> None:
    mutant = next(m for m in list_mutants() if m.name == "hidden-signs")
    assert not try_mutant(mutant._replace(replace=mutant.find, tests=("tests/records/test_hostile.py::test_there_are_many_hostile_files",))).caught
    assert not try_mutant(mutant._replace(tests=("tests/records/test_hostile.py::test_that_is_not_there",))).caught
