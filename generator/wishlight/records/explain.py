"""Why the compiled check refused a value, in words that name the field, the line and a right example."""

from __future__ import annotations

from typing import Any

from wishlight.problems import Problem
from wishlight.records.place import Trail, locate
from wishlight.words import Words

_LIMITS = {
    "Minimum": ("too-small", "limit"),
    "Maximum": ("too-big", "limit"),
    "MinLength": ("too-short", "limit"),
    "MaxLength": ("too-long", "limit"),
    "MinItems": ("empty-list", "limit"),
}


def explain(error: Any, tree: Any, text: str, path: str, words: Words) -> Problem:
    """The problem behind one error of the JSON Schema check."""
    trail: Trail = tuple(error.instance_path)
    rule, trail, values = _classify(error, trail)
    line, column = locate(text, trail)
    field = str(trail[-1]) if trail and isinstance(trail[-1], str) else ".".join(map(str, trail)) or "id"
    says, mend = (words(f"problems.{rule}.{part}", field=field, value=_shown(tree, trail), **values) for part in ("says", "mend"))
    return Problem(path, line, column, rule, "refuse", ".".join(map(str, trail)), says, mend)


def _classify(error: Any, trail: Trail) -> tuple[str, Trail, dict[str, object]]:
    kind = type(error.kind).__name__.removeprefix("ValidationErrorKind_")
    at = error.kind
    if kind == "AdditionalProperties":
        return "unknown-key", (*trail, at.unexpected[0]), {"key": at.unexpected[0]}
    if kind == "Required":
        missing = str(at.property).strip('"')
        return "missing-key", (*trail, missing), {"key": missing}
    if error.instance is None and kind in ("Enum", "Constant", "Pattern", "Format", "AnyOf"):
        return "null-value", trail, {}  # its type is refused as well, in the same words, and one problem says it
    if kind in ("Enum", "Constant"):
        options = [str(option) for option in getattr(at, "options", ())]
        return "not-a-choice", trail, {"options": ", ".join(options[:12]) + (" …" if len(options) > 12 else "")}
    if kind in _LIMITS:
        rule, name = _LIMITS[kind]
        return rule, trail, {name: getattr(at, name)}
    if kind == "Type":
        return ("null-value" if error.instance is None else "wrong-type"), trail, {}
    if kind in ("Pattern", "Format", "AnyOf"):
        return ("not-a-date" if kind != "Pattern" or "[0-9]{2}-[0-9]{2}-[0-9]{2}" in at.pattern else "wrong-form"), trail, {}
    return "wrong-form", trail, {}


def _shown(tree: Any, trail: Trail) -> str:
    for step in trail:
        try:
            tree = tree[step]
        except (KeyError, IndexError, TypeError):
            return ""
    return "" if isinstance(tree, (dict, list)) or tree is None else str(tree)[:40]
