"""A build that is killed at any moment leaves a site that the next build makes whole: the very files that a first build would make."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from test_warm_equals_cold import assert_same
from warm.settings_changes import rename_the_board
from warm.town import Town, read_site

NIGHTLY = bool(os.environ.get("WISHLIGHT_NIGHTLY"))
SEED = random.SystemRandom().randrange(10**6) if NIGHTLY else 0
KILLS = 50 if NIGHTLY else 2
"""Kills at a random moment of the last stage, in which files are written, besides one as each stage begins."""
STAGES = 6
"""Sentences that a build says before it is done: one as each of its stages begins."""
LONGEST = 3.0
"""Seconds into the last stage until which a random kill comes; one that comes too late finds a finished build, which is a moment like any other."""


def start_build(root: Path) -> subprocess.Popen[str]:
    """A build of its own, as anyone starts it; it says on its error stream which stage begins."""
    call = [sys.executable, "-m", "wishlight", "--root", str(root), "build", "--lang", "en"]
    return subprocess.Popen(call, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, encoding="utf-8")


def kill_at(root: Path, stage: int, wait: float) -> None:
    """Start a build and end it, without a warning, so many seconds after a stage began."""
    with start_build(root) as build:
        assert build.stderr
        for _ in range(stage):
            assert build.stderr.readline(), "a build has fewer stages now"
        time.sleep(wait)
        build.kill()


@pytest.mark.figure
def test_a_build_killed_at_any_moment_is_repaired_by_the_next(tmp_path: Path, figure: Callable[..., None]) -> None:
    chance = random.Random(SEED)
    town = Town(tmp_path / "town", chance, git=False)
    town.build()
    moments = [(stage, 0.0) for stage in range(1, STAGES + 1)] + [(STAGES, chance.random() * LONGEST) for _ in range(KILLS)]
    for number, (stage, wait) in enumerate(moments):
        rename_the_board(town)  # every page says something else then
        kill_at(town.root, stage, wait)
        if NIGHTLY or number % 3 == 2:  # else some kills meet what an earlier one left
            town.build()
            assert_same(read_site(town.out), read_site(town.build_afresh(tmp_path / f"cold {number}")), (SEED, number, stage, wait))
            town.settle()
    figure("killed-builds", tried=len(moments), failed=0)
