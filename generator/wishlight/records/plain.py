"""The fast way through files in the one canonical form: line by line, without a YAML parser. Whatever is not quite that form is left to it.

What this reader takes is a small part of what the strict reader takes, and both give the same tree for it (tests/records/test_plain.py):
one comment at the top, then `key: value` lines, then lines of `- {key: value, …}`. A backslash, an unquoted sign out of the ordinary, a key
that stands twice, an empty value: each is a reason to leave the file to the strict reader.
"""

from __future__ import annotations

import re
from typing import Any

MAX_CHARS = 64 * 1024
"""Longer files are left to the strict reader, which counts what they hold."""

_FIRST = re.compile(r"# yaml-language-server: \$schema=[A-Za-z0-9_./-]+\n")
_KEY = "([a-z][a-z0-9_]{0,60})"
_BARE = "[A-Za-z0-9](?:[A-Za-z0-9._/+:-]*[A-Za-z0-9._/+-])?"
_QUOTED = r'"[^"\\]*"'
_LIST = rf"\[{_BARE}(?:, {_BARE})*\]"
_MAPPING = rf"\{{(?:[^{{}}\"\\]|{_QUOTED})*\}}"
_VALUE = rf"({_BARE}|{_QUOTED}|{_LIST}|{_MAPPING})"
_LINE = re.compile(rf"{_KEY}: {_VALUE}")
_PAIR = re.compile(rf"{_KEY}: {_VALUE}(?:, (?=[a-z])|$)")
_NULLS = frozenset(("null", "Null", "NULL"))

Tree = dict[str, Any]


def read_plain(text: str) -> Tree | None:
    """The mapping that a canonical file holds; None where the file is not surely canonical. `text` holds no hidden signs."""
    first = _FIRST.match(text)
    if first is None or len(text) > MAX_CHARS or text[-1:] != "\n":
        return None
    tree: Tree = {}
    rows: list[Tree] | None = None
    for line in text[first.end() : -1].split("\n"):
        if line.startswith("- {") and line.endswith("}") and rows is not None:
            row = _read_pairs(line[3:-1])
            if row is None:
                return None
            rows.append(row)
        elif rows == [] or not _read_line(line, tree):
            return None
        else:
            rows = tree[line[:-1]] if line.endswith(":") else None
    return None if rows == [] or not tree else tree


def _read_line(line: str, tree: Tree) -> bool:
    """Put one line's key and value into the tree; false where that is not surely what it says."""
    if line.endswith(":") and len(line) < 60 and line[:-1].replace("_", "a").isalnum() and line[:-1].isascii() and line[0].islower():
        key, value = line[:-1], []
    else:
        found = _LINE.fullmatch(line)
        if found is None:
            return False
        key, value = found[1], _read_value(found[2])
    if key in tree or value is None:
        return False
    tree[key] = value
    return True


def _read_pairs(text: str) -> Tree | None:
    row: Tree = {}
    end = 0
    for found in _PAIR.finditer(text):
        key, value = found[1], _read_value(found[2])
        if found.start() != end or key in row or value is None:
            return None
        row[key] = value
        end = found.end()
    return row if end == len(text) and row else None


def _read_value(text: str) -> Any:
    sign = text[0]
    if sign == '"':
        return text[1:-1]
    if sign == "{":
        return _read_pairs(text[1:-1])
    if sign == "[":
        items = text[1:-1].split(", ")
        return None if _NULLS.intersection(items) else items
    return None if text in _NULLS else text
