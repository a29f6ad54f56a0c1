"""The list of figures: what each shows, its SQL and the tables it reads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import NamedTuple

from wishlight.tables.reads import find_reads

SHOWS = ("figure", "table", "series", "cohort", "board")
"""What a result is: one row of numbers, rows, rows by month, rows by cohort, places of a leaderboard."""

_HEADER = re.compile(r"-- (\w+): (.+)")


class Metric(NamedTuple):
    """One figure. `name` is its file's name and its words' key; `group` its folder; `reads` the published tables it rests on."""

    name: str
    group: str
    shows: str
    sql: str
    reads: tuple[str, ...]
    path: str


@cache
def list_metrics() -> tuple[Metric, ...]:
    """All figures of the package, by group and name."""
    return find_metrics(resources.files(__package__))


def find_metrics(folder: Traversable) -> tuple[Metric, ...]:
    """The figures in a folder's groups. Raises ValueError for a file that does not say what it shows, or a name used twice."""
    found = tuple(_read(group, file) for group, file in _list_files(folder))
    if len({metric.name for metric in found}) < len(found):
        raise ValueError(f"two figures have one name: {sorted(metric.path for metric in found)}")
    return found


def _list_files(folder: Traversable) -> Iterator[tuple[str, Traversable]]:
    groups = (group for group in folder.iterdir() if group.is_dir() and not group.name.startswith("__"))
    for group in sorted(groups, key=lambda group: group.name):
        for file in sorted(group.iterdir(), key=lambda file: file.name):
            if file.name.endswith(".sql"):
                yield group.name, file


def _read(group: str, file: Traversable) -> Metric:
    sql = file.read_text("utf-8")
    header = {match[1]: match[2] for match in map(_HEADER.fullmatch, sql.splitlines()) if match}
    if header.get("shows", "") not in SHOWS:
        raise ValueError(f"{group}/{file.name}: the first line must be one of {', '.join(f'-- shows: {kind}' for kind in SHOWS)}")
    return Metric(file.name[:-4], group, header["shows"], sql, find_reads(sql), f"{group}/{file.name}")
