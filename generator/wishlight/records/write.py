"""The one canonical form of a record file: what `fmt` writes, what the bot writes, what `check` expects.

Keys stand in the schema's order, people's text is always in double quotes, every history entry is one line, so that an append is
one added line in a diff.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from json.encoder import encode_basestring
from typing import Any

from wishlight.records.fields import ENTRY, Pen, Schema, Table, make_pen

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9._/+-]*(?::[A-Za-z0-9._/+-]+)*")
_AMBIGUOUS = frozenset(("null", "true", "false", "on", "off", "y", "n"))


def write_record(schema: Schema, kind: str, head: Mapping[str, Any], history: list[Mapping[str, Any]], *, depth: int) -> str:
    """The file's text. `depth` is how many folders lie between the file and the repository's root."""
    lines = [f"# yaml-language-server: $schema={'../' * depth}site_config/schema/{kind}.json"]
    at: dict[str, int] = {}
    nested: dict[str, list[str]] = {}
    pens = schema.pens_of(kind)
    for (_, key, inner, figure, free), name in sorted((pens[name], name) for name in head if name in pens):
        text = _write(head[name], figure, free)
        if not inner:
            lines.append(f"{key}: {text}")
        elif key in nested:
            nested[key].append(f"{inner}: {text}")
        else:
            nested[key], at[key] = [f"{inner}: {text}"], len(lines)
            lines.append("")
    for key, items in nested.items():
        lines[at[key]] = f"{key}: {{{', '.join(items)}}}"
    for rows in schema.lists_of(kind):
        if rows.key and rows.key in head:
            lines.extend(_write_rows(rows, head[rows.key]))
    if history:
        lines.append("history:")
        lines.extend(write_entry(schema, entry) for entry in history)
    return "\n".join(lines) + "\n"


def write_entry(schema: Schema, data: Mapping[str, Any]) -> str:
    """One history entry as its line, without the line feed."""
    parts = _flow(schema.pens_of(ENTRY), data)
    for rows in schema.lists_of(ENTRY):
        if rows.key and rows.key in data:
            parts.append(f"{rows.key}: {_flow_list(rows, data[rows.key])}")
    return f"- {{{', '.join(parts)}}}"


def quote(text: str) -> str:
    """Text in YAML double quotes; JSON's escapes are a subset of YAML's."""
    return encode_basestring(text)


def _write(value: Any, figure: bool, free: bool) -> str:
    return str(value) if figure else quote(str(value)) if free else _write_word(str(value))


@lru_cache(maxsize=1 << 14)
def _write_word(text: str) -> str:
    """A word of a list, an id or the like; the same ones come again and again."""
    return text if _PLAIN.fullmatch(text) and text.lower() not in _AMBIGUOUS else quote(text)


def _flow(pens: Mapping[str, Pen], data: Mapping[str, Any]) -> list[str]:
    parts: list[str] = []
    nested: dict[str, list[str]] = {}
    for (_, key, inner, figure, free), name in sorted((pens[name], name) for name in data if name in pens):
        text = _write(data[name], figure, free)
        if inner:
            nested.setdefault(key, []).append(f"{inner}: {text}")
        else:
            parts.append(f"{key}: {text}")
    parts.extend(f"{key}: {{{', '.join(items)}}}" for key, items in nested.items())
    return parts


def _flow_list(rows: Table, values: list[Any]) -> str:
    pen = next(make_pen(0, field) for field in rows.fields if field.name == rows.item)
    return f"[{', '.join(_write(value, pen.figure, pen.free) for value in values)}]"


def _write_rows(rows: Table, values: list[Any]) -> list[str]:
    if rows.item:
        return [f"{rows.key}: {_flow_list(rows, values)}"]
    pens = {field.name: make_pen(n, field) for n, field in enumerate(rows.fields) if not field.owner and not field.position}
    return [f"{rows.key}:", *(f"- {{{', '.join(_flow(pens, value))}}}" for value in values)]
