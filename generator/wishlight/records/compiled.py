"""The Table Schemas compiled to one nested JSON Schema a kind: for editors, and for the fast check of every record."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wishlight.records.fields import ENTRY, Field, Schema, Table
from wishlight.records.lifecycle import ALWAYS, list_steps
from wishlight.records.lifecycle.step import Step

Choices = Mapping[str, tuple[str, ...]]
"""For each list of a board (`areas`, `reasons`, …) every id that it ever had."""

Json = dict[str, Any]
_DAY = r"(19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}"
_MOMENT = rf"^{_DAY}(T[0-9]{{2}}:[0-9]{{2}}:[0-5][0-9]([+-][0-9]{{2}}:[0-9]{{2}}|Z))?$"
"""Years far off and leap seconds are no slip's times, and neither has a place in every calendar."""

_DRAFT = "https://json-schema.org/draft/2020-12/schema"


def compile_kind(schema: Schema, kind: str, choices: Choices, *, with_events: bool = False) -> Json:
    """The JSON Schema of one kind of record.

    `with_events` adds, for editors, which keys each event needs or may have; the fast check leaves that to the lifecycle table.
    """
    table = schema.tables[kind]
    body = _object([f for f in table.fields if not f.owner], choices)
    for rows in schema.lists_of(kind):
        body["properties"][rows.key] = _list(rows, choices)
    steps = list_steps(kind)
    if steps:
        body["properties"]["history"] = {"type": "array", "minItems": 1, "items": _entry(schema, kind, steps, choices, with_events)}
        body["required"] = [*body["required"], "history"]
    return {"$schema": _DRAFT, "title": kind, **body}


def _entry(schema: Schema, kind: str, steps: Mapping[str, Step], choices: Choices, with_events: bool) -> Json:
    body = _object([f for f in schema.tables[ENTRY].fields if not f.owner and not f.position], choices)
    body["properties"]["event"] = {"enum": list(steps)}
    for rows in schema.lists_of(ENTRY):
        body["properties"][rows.key] = _list(rows, choices)
    if with_events:
        body["allOf"] = [_event_rule(step, body["properties"]) for step in steps.values()]
    return body


def _event_rule(step: Step, known: Json) -> Json:
    names = ALWAYS | set(step.needs) | set(step.may)
    return {
        "if": {"properties": {"event": {"const": step.event}}, "required": ["event"]},
        "then": {"required": sorted(step.needs), "properties": {key: False for key in known if key not in names}},
    }


def _object(fields: list[Field], choices: Choices) -> Json:
    properties: Json = {}
    required: list[str] = []
    for field in fields:
        target, needed = properties, required
        for step in field.trail[:-1]:
            target.setdefault(step, {"type": "object", "properties": {}, "required": [], "additionalProperties": False})
            if field.required and step not in needed:
                needed.append(step)
            target, needed = target[step]["properties"], target[step]["required"]
        target[field.trail[-1]] = compile_field(field, choices)
        if field.required:
            needed.append(field.trail[-1])
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _list(rows: Table, choices: Choices) -> Json:
    fields = [f for f in rows.fields if not f.owner and not f.position]
    if rows.item:
        return {"type": "array", "minItems": 1, "uniqueItems": True, "items": compile_field(fields[0], choices)}
    return {"type": "array", "minItems": 1, "items": _object(fields, choices)}


def compile_field(field: Field, choices: Choices) -> Json:
    """The JSON Schema of one value."""
    if field.type == "integer":
        limits = {key: field.constraints[key] for key in ("minimum", "maximum") if key in field.constraints}
        return {"type": "integer", "minimum": -(10**15), "maximum": 10**15, **limits}
    if field.type == "date":
        return {"type": "string", "pattern": f"^{_DAY}$", "format": "date"}
    if field.type == "datetime":
        return {"type": "string", "pattern": _MOMENT, "anyOf": [{"format": "date"}, {"format": "date-time"}]}
    if field.type == "boolean":
        return {"type": "string", "enum": ["yes", "no", "true", "false"]}
    return _text(field, choices)


def _text(field: Field, choices: Choices) -> Json:
    found: Json = {"type": "string", "minLength": 1}
    limits = field.constraints
    if field.choices:
        found["enum"] = list(choices.get(field.choices, ()))
    elif "enum" in limits:
        found["enum"] = list(limits["enum"])
    if "pattern" in limits:
        found["pattern"] = f"^(?:{limits['pattern']})$"
    found.update({key: limits[key] for key in ("minLength", "maxLength") if key in limits})
    return found
