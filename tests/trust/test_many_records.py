"""A hundred thousand records: all judged, all built, each with its page, in bounded memory. A change tries a thousand, a night all."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from tests.benchmarks.corpus import make_corpus

ROOT = Path(__file__).parents[2]
NIGHTLY = os.environ.get("WISHLIGHT_NIGHTLY") == "1"
WISHES = 56_000 if NIGHTLY else 560
"""With their actions, deeds and people: above a hundred thousand records, or above a thousand."""

LEAST = 100_000 if NIGHTLY else 1_000
PART = 10
"""How many times smaller the board is that the cost is compared with."""

MOST_TIMES = 60.0
"""Times the processor's time for ten times the records. What grows as a square takes a hundred times as long; a cold start is left in."""

MOST_MEMORY = 12_000
"""Megabytes. A machine of a forge has 16,000."""


class Cost(NamedTuple):
    """A command's exit code and what it took: seconds, seconds of the processor, megabytes at its highest."""

    code: int
    seconds: float
    busy: float
    memory: int


def run_measured(root: Path, *argv: str) -> Cost:
    """Run a command on a board in a process of its own. POSIX only, for it asks the system what the process took."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "generator"), "NO_MKDOCS_2_WARNING": "1"}
    log, started = root.with_name(f"{argv[0]}.log"), time.perf_counter()
    out = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    command = [sys.executable, "-m", "wishlight", "--root", str(root), "--lang", "en", *argv]
    files = [(os.POSIX_SPAWN_DUP2, out, 1), (os.POSIX_SPAWN_DUP2, out, 2)]
    process = os.posix_spawn(sys.executable, command, environment, file_actions=files)
    _, status, used = os.wait4(process, 0)
    os.close(out)
    memory = used.ru_maxrss // (1024 * 1024 if sys.platform == "darwin" else 1024)
    return Cost(os.waitstatus_to_exitcode(status), time.perf_counter() - started, used.ru_utime + used.ru_stime, memory)


def tell(root: Path, command: str) -> str:
    """What a command said, for the message of a test that fails."""
    return root.with_name(f"{command}.log").read_text("utf-8")[-2000:]


@pytest.mark.figure
@pytest.mark.skipif(not hasattr(os, "wait4"), reason="only POSIX tells what another process took")
def test_a_board_of_any_size_is_judged_and_built_whole(tmp_path: Path, figure: Callable[..., None]) -> None:
    part, whole = tmp_path / "part" / "board", tmp_path / "whole" / "board"
    make_corpus(part, WISHES // PART)
    counts = make_corpus(whole, WISHES)
    records = sum(counts.values())
    assert records >= LEAST
    little, much = run_measured(part, "check"), run_measured(whole, "check")
    assert (little.code, much.code) == (0, 0), tell(whole, "check")
    assert f"{records:,} records" in (said := tell(whole, "check")) or f"{records} records" in said
    assert much.busy <= MOST_TIMES * little.busy
    built = run_measured(whole, "build")
    assert built.code == 0, tell(whole, "build")
    pages = {path.parent.name for path in (whole / "site" / "wish").glob("*/*/index.html")}
    assert len(pages) == counts["wish"]
    assert max(much.memory, built.memory) <= MOST_MEMORY
    note = f"check {much.seconds:.0f} s, {much.memory:,} MB; build {built.seconds:.0f} s, {built.memory:,} MB; one machine, {os.cpu_count()} processors"
    figure("many-records", tried=records, failed=0, note=note)
