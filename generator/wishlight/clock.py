"""How long each stage of a run takes."""

from __future__ import annotations

import json
import os
import time
from itertools import pairwise
from pathlib import Path


class Clock:
    """Measures stages, each from its beginning to the next one's."""

    def __init__(self) -> None:
        self._marks = [("start", *_now())]

    def begin(self, stage: str) -> None:
        """A stage begins, and the one before it ends."""
        self._marks.append((stage, *_now()))

    def write(self, path: Path) -> None:
        """End the last stage and write all of them as JSON: seconds by the clock, and of processor time with that of workers that are done."""
        marks = [*self._marks, ("", *_now())]
        phases = [
            {"name": name, "wall": round(after[1] - wall, 3), "cpu": round(after[2] - cpu, 3)}
            for (name, wall, cpu), after in pairwise(marks)
        ]
        path.write_text(json.dumps({"phases": phases}, indent=1) + "\n", "utf-8")


def is_timings(path: Path) -> bool:
    """Whether a file is one that a clock wrote."""
    return path.is_file() and path.read_bytes()[:64].lstrip(b"{ \n").startswith(b'"phases"')


def _now() -> tuple[float, float]:
    used = os.times()
    return time.perf_counter(), used.user + used.system + used.children_user + used.children_system
