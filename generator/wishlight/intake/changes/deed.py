"""A new deed, with its budget line by line."""

from __future__ import annotations

import re
from collections.abc import Sequence

from wishlight.intake.change import Answers, Draft
from wishlight.intake.changes.proposing import propose
from wishlight.intake.desk import DeclinedError, Desk
from wishlight.intake.values import fold, read_fen

_LINE = re.compile(r"(.*[^ :;,、])[ :;,、]+([^ :;、]+)")


def make(answers: Answers, desk: Desk) -> Draft:
    """The record of a new deed. Raises DeclinedError for a budget line that can't be read."""
    lines = read_budget(answers.get("budget", ()))
    return propose("deed", answers, desk, **({"budget": lines} if lines else {}))


def read_budget(lines: Sequence[str]) -> list[dict[str, object]]:
    """Each line's name and amount; lines are numbered b1, b2, … Raises DeclinedError."""
    found: list[dict[str, object]] = []
    for line in lines:
        match = _LINE.fullmatch(fold(line))
        try:
            fen = read_fen(match[2] if match else "")
        except ValueError:
            raise DeclinedError("bad-budget-line", line=line[:40]) from None
        found.append({"line": f"b{len(found) + 1}", "label": match[1][:30] if match else "", "fen": fen})
    return found
