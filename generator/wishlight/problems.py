"""A problem is data until the last moment: where, what is wrong, how to mend it. Printers are at the end."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from typing import Literal, NamedTuple

_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""What a terminal obeys instead of showing: in a file's name or a setting it would colour, move or hide our own words."""

Level = Literal["refuse", "ask", "note"]


class Problem(NamedTuple):
    """One thing wrong in one place.

    `level`: `refuse` stops a change, `ask` needs a human's look, `note` is only said.
    `line` and `column` count from 1; 0 where no place in the file is meant.
    `says` and `mend` are finished sentences in the reader's language.
    """

    path: str
    line: int
    column: int
    rule: str
    level: Level
    field: str
    says: str
    mend: str


def sort_problems(problems: Iterable[Problem]) -> list[Problem]:
    """The same problems without repeats, by file, line and rule."""
    return sorted(set(problems))


def has_refusal(problems: Iterable[Problem]) -> bool:
    """Whether any of the problems stops the change."""
    return any(problem.level == "refuse" for problem in problems)


def print_text(problems: Iterable[Problem]) -> str:
    """One line a problem: `path:line: what is wrong — how to mend it`."""
    lines = (" ".join(f"{_place(p)}: {p.says} — {p.mend}".splitlines()) for p in problems)
    return "".join(_CONTROLS.sub("", line) + "\n" for line in lines)


def print_json(problems: Iterable[Problem]) -> str:
    """A JSON list of the problems, for other programs."""
    return json.dumps([p._asdict() for p in problems], ensure_ascii=False, indent=2) + "\n"


def print_github(problems: Iterable[Problem]) -> str:
    """Workflow commands that the forge shows beside the line of the file."""
    kinds = {"refuse": "error", "ask": "warning", "note": "notice"}
    lines = []
    for p in problems:
        where = f"file={_escape(p.path, True)},line={max(p.line, 1)},title={_escape(p.rule, True)}"
        lines.append(f"::{kinds[p.level]} {where}::{_escape(f'{p.says} — {p.mend}', False)}\n")
    return "".join(lines)


PRINTERS: dict[str, Callable[[Iterable[Problem]], str]] = {
    "text": print_text,
    "json": print_json,
    "github": print_github,
}


def _place(problem: Problem) -> str:
    return f"{problem.path}:{problem.line}" if problem.line else problem.path


def _escape(text: str, in_property: bool) -> str:
    # https://github.com/actions/toolkit: the command syntax reserves these signs.
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return text.replace(":", "%3A").replace(",", "%2C") if in_property else text
