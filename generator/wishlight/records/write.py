"""The one canonical form of a record file: what `fmt` writes, what the bot writes, what `check` expects.

Keys stand in the schema's order, people's text is always in double quotes, every history entry is one line, so that an append is
one added line in a diff.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from wishlight.records.fields import ENTRY, Field, Schema, Table, list_fields

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9._/+-]*(?::[A-Za-z0-9._/+-]+)*")
_AMBIGUOUS = frozenset(("null", "true", "false", "on", "off", "y", "n"))


def write_record(schema: Schema, kind: str, head: Mapping[str, Any], history: list[Mapping[str, Any]], *, depth: int) -> str:
    """The file's text. `depth` is how many folders lie between the file and the repository's root."""
    lines = [f"# yaml-language-server: $schema={'../' * depth}site_config/schema/{kind}.json"]
    nested: dict[str, list[str]] = {}
    written, places = list_fields(schema, kind), schema.places_of(kind)
    for place in sorted(places[name] for name in head if name in places):
        field = written[place]
        text = write_value(field, head[field.name])
        if len(field.trail) == 1:
            lines.append(f"{field.trail[0]}: {text}")
        elif field.trail[0] not in nested:
            nested[field.trail[0]] = [f"{field.trail[1]}: {text}"]
            lines.append(f"\0{field.trail[0]}")
        else:
            nested[field.trail[0]].append(f"{field.trail[1]}: {text}")
    lines = [f"{line[1:]}: {{{', '.join(nested[line[1:]])}}}" if line[0] == "\0" else line for line in lines]
    for rows in schema.lists_of(kind):
        if rows.key and rows.key in head:
            lines.extend(_write_rows(rows, head[rows.key]))
    if history:
        lines.append("history:")
        lines.extend(write_entry(schema, entry) for entry in history)
    return "\n".join(lines) + "\n"


def write_entry(schema: Schema, data: Mapping[str, Any]) -> str:
    """One history entry as its line, without the line feed."""
    written, places = list_fields(schema, ENTRY), schema.places_of(ENTRY)
    parts = _flow([written[place] for place in sorted(places[name] for name in data if name in places)], data)
    for rows in schema.lists_of(ENTRY):
        if rows.key and rows.key in data:
            parts.append(f"{rows.key}: {_flow_list(rows, data[rows.key])}")
    return f"- {{{', '.join(parts)}}}"


def write_value(field: Field, value: Any) -> str:
    """One value in canonical form."""
    if field.type in ("integer", "date", "datetime"):
        return str(value)
    text = str(value)
    if not field.free and _PLAIN.fullmatch(text) and text.lower() not in _AMBIGUOUS:
        return text
    return quote(text)


def quote(text: str) -> str:
    """Text in YAML double quotes; JSON's escapes are a subset of YAML's."""
    return json.dumps(text, ensure_ascii=False)


def _flow(fields: Sequence[Field], data: Mapping[str, Any]) -> list[str]:
    parts: list[str] = []
    nested: dict[str, list[str]] = {}
    for field in fields:
        if field.name in data:
            text = write_value(field, data[field.name])
            if len(field.trail) == 1:
                parts.append(f"{field.trail[0]}: {text}")
            else:
                nested.setdefault(field.trail[0], []).append(f"{field.trail[1]}: {text}")
    parts.extend(f"{key}: {{{', '.join(items)}}}" for key, items in nested.items())
    return parts


def _flow_list(rows: Table, values: list[Any]) -> str:
    field = next(f for f in rows.fields if f.name == rows.item)
    return f"[{', '.join(write_value(field, value) for value in values)}]"


def _write_rows(rows: Table, values: list[Any]) -> list[str]:
    if rows.item:
        return [f"{rows.key}: {_flow_list(rows, values)}"]
    fields = tuple(f for f in rows.fields if not f.owner and not f.position)
    return [f"{rows.key}:", *(f"- {{{', '.join(_flow(fields, value))}}}" for value in values)]
