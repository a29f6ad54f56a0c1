"""The results as they are kept: medians, each with the run that it comes from. A new run replaces the rows that it measured and no others."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

FILE = Path(__file__).parent / "results.json"


class Row(NamedTuple):
    """One measurement: `side` did `what` on a board of `size` wishes; `values` are medians over `runs` runs of the session `session`.

    `stopped` names the limit that ended it (time, memory), or is `failed`.
    """

    size: int
    side: str
    what: str
    values: dict[str, float]
    runs: int
    session: str
    stopped: str = ""

    @property
    def key(self) -> tuple[int, str, str]:
        """What no two rows share."""
        return self.size, self.side, self.what


class Book(NamedTuple):
    """All rows by what they measure, and of each session the machine, the versions and the phases."""

    rows: dict[tuple[int, str, str], Row]
    sessions: dict[str, dict[str, Any]]
    phases: dict[str, list[dict[str, Any]]]

    def value(self, size: int, side: str, what: str, name: str = "wall") -> float | None:
        """One median, None where it was not measured or the run was stopped."""
        row = self.rows.get((size, side, what))
        return row.values.get(name) if row and not row.stopped else None

    def ratio(self, size: int, ours: tuple[str, str], theirs: tuple[str, str], name: str = "wall") -> float | None:
        """How many times of theirs ours takes; None where the two were not measured in one session."""
        a, b = (self.rows.get((size, *side)) for side in (ours, theirs))
        if not a or not b or a.stopped or b.stopped or a.session != b.session or not b.values.get(name):
            return None
        return a.values[name] / b.values[name] if name in a.values else None


def read_book(path: Path = FILE) -> Book:
    """The results kept so far."""
    if not path.is_file():
        return Book({}, {}, {})
    kept = json.loads(path.read_text("utf-8"))
    rows = [Row(**row) for row in kept["rows"]]
    return Book({row.key: row for row in rows}, kept["sessions"], kept["phases"])


def write_book(book: Book, path: Path = FILE) -> None:
    """Keep the results; sessions that no row comes from any more go."""
    rows = [row._asdict() for _, row in sorted(book.rows.items())]
    used = {row["session"] for row in rows}
    kept = {"sessions": {name: told for name, told in sorted(book.sessions.items()) if name in used}, "rows": rows, "phases": dict(sorted(book.phases.items()))}
    path.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", "utf-8", newline="\n")


def middle(values: Iterable[dict[str, float]]) -> dict[str, float]:
    """The median of each value over several runs, rounded to what can be told apart."""
    found = list(values)
    return {name: round(median(row[name] for row in found if name in row), 4) for name in dict.fromkeys(name for row in found for name in row)}
