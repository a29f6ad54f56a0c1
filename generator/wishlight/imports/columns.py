"""Which column is which question: as a mapping says, else as the column's own name suggests."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any

import yaml

from wishlight.intake.values import fold

CONTACT = "contact"
"""The target of a column that names or reaches a person: kept on this machine, never in a record."""

IGNORE = "ignore"

NUMBERS = frozenset(("no", "no.", "#", "序号", "编号", "行号"))
"""Names of a column that only counts the rows."""

_NUMBERING = re.compile(r"^(?:q?[0-9]{1,3}[、._:)]|\([0-9]{1,3}\)) ?")
_REMARK = re.compile(r" ?(?:\((?:必填|选填|自动|可选|单选|多选|required|optional)\)|\*|:)$")


def guess_kind(columns: Iterable[str]) -> str | None:
    """The kind of record that a table's columns speak of, None where they speak of none or of several."""
    names = {tidy_header(column) for column in columns}
    kinds = [kind for kind, words in read_headers()["kinds"].items() if names & set(words)]
    return kinds[0] if len(kinds) == 1 else None


def guess_columns(columns: Iterable[str], form: str, labels: Mapping[str, str] = MappingProxyType({})) -> dict[str, str]:
    """For each column that is understood its target: a question of the form, `contact` or `ignore`. The first of two alike wins.

    `labels` are the form's own questions, by the text that people see.
    """
    known = _list_names(form) | {tidy_header(label): id for label, id in labels.items()}
    found: dict[str, str] = {}
    for column in columns:
        target = known.get(tidy_header(column))
        if target and (target in (CONTACT, IGNORE) or target not in found.values()):
            found[column] = target
    return found


def list_targets(form: str) -> frozenset[str]:
    """Everything that a column of a list may be."""
    return frozenset((CONTACT, IGNORE, *(target for group in _list_groups(form) for target in group)))


def tidy_header(column: str) -> str:
    """A column's name without the number and the remark that form tools add: `3、心愿（必填）` is 心愿."""
    name = _NUMBERING.sub("", fold(column).lower())
    while (shorter := _REMARK.sub("", name)) != name:
        name = shorter
    return name


@cache
def read_headers() -> Mapping[str, Any]:
    """The words beside this file."""
    tree: Mapping[str, Any] = yaml.safe_load((resources.files(__package__) / "headers.yml").read_text("utf-8"))
    return tree


def _list_groups(form: str) -> tuple[Mapping[str, list[str]], ...]:
    headers = read_headers()
    return (headers["any"], headers[form]) if form in headers["kinds"] else (headers["slips"],)


@cache
def _list_names(form: str) -> dict[str, str]:
    headers = read_headers()
    names: dict[str, str] = dict.fromkeys(NUMBERS, IGNORE)
    for tool in headers["tools"].values():
        names |= dict.fromkeys(tool["ignore"], IGNORE) | dict.fromkeys(tool[CONTACT], CONTACT)
    for words in headers[CONTACT]:
        names |= dict.fromkeys(words, CONTACT)
    for group in _list_groups(form):
        for target, words in group.items():
            names |= dict.fromkeys(words, target)
    return names | dict.fromkeys(headers["kinds"].get(form, ()), "title")
