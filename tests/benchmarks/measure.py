"""One whole process and everything it starts: how long, how much work, how much memory. Only Linux tells all of it."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

EVERY = 0.2
"""Seconds between two looks at the memory; a look that took long is followed by a longer pause, so that looking costs a twentieth at most."""


class Limits(NamedTuple):
    """Where a run is stopped: after so many seconds, or at so many bytes of memory."""

    seconds: float = 900.0
    memory: int = 16 << 30


class Run(NamedTuple):
    """One run. `memory` is the greatest sum over the process tree; `stopped` names the limit that ended it, `code` is its exit code."""

    wall: float
    cpu: float
    memory: int
    code: int
    stopped: str
    said: str


def run(call: Sequence[str], folder: Path, *, env: Mapping[str, str] | None = None, limits: Limits | None = None) -> Run:
    """Run a command to its end or to a limit, and watch it."""
    limits = limits or Limits()
    with tempfile.TemporaryFile() as said:
        start = time.perf_counter()
        process = subprocess.Popen(
            call, cwd=folder, env={**os.environ, **(env or {})}, stdin=subprocess.DEVNULL, stdout=said, stderr=subprocess.STDOUT, start_new_session=True
        )
        most, stopped, pause = 0, "", 0.01
        while True:
            pid, status, used = os.wait4(process.pid, os.WNOHANG)
            if pid:
                break
            time.sleep(pause)
            looked = time.perf_counter()
            most = max(most, sum_memory(process.pid))
            pause = max(min(EVERY, (looked - start) / 20), 20 * (time.perf_counter() - looked))
            if not stopped and (over := _over(looked - start, most, limits)):
                stopped = over
                os.killpg(process.pid, signal.SIGKILL)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        text = said.read().decode("utf-8", "replace")
    return Run(wall, used.ru_utime + used.ru_stime, max(most, _most_of_one(used.ru_maxrss)), process.returncode, stopped, text[-4000:])


def _most_of_one(kilobytes: int) -> int:
    """What the system remembers as the largest process, in bytes: a peak between two looks.

    A process begins as a copy of this one, so a number no greater than our own says nothing.
    """
    return 0 if kilobytes <= resource.getrusage(resource.RUSAGE_SELF).ru_maxrss else kilobytes * 1024


def sum_memory(pid: int) -> int:
    """The memory of a process and all its descendants in bytes; pages they share count once."""
    return sum(_memory_of(each) for each in list_tree(pid))


def list_tree(pid: int) -> list[int]:
    """A process and its descendants, as far as they are still there."""
    found, waiting = [], [pid]
    while waiting:
        each = waiting.pop()
        found.append(each)
        try:
            for task in Path(f"/proc/{each}/task").iterdir():
                waiting += map(int, (task / "children").read_text("ascii").split())
        except (OSError, ValueError):
            continue
    return found


def _memory_of(pid: int) -> int:
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    except (OSError, ValueError):
        pass
    return 0


def _over(seconds: float, memory: int, limits: Limits) -> str:
    if seconds > limits.seconds:
        return "time"
    return "memory" if memory > limits.memory else ""
