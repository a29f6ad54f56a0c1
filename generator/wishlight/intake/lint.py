"""What a forge silently drops, mis-reads or refuses in a form, found before it is pushed.

The rules are those of GitHub's "Common validation errors when creating issue forms", of its form schema, and of what other
projects met in practice (a top-level description over 200 signs hides the form without a word).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import yaml

from wishlight.problems import Problem, sort_problems
from wishlight.records.place import Trail, locate
from wishlight.words import Words

TOP_KEYS = frozenset(("name", "description", "title", "labels", "assignees", "body"))
ELEMENTS = frozenset(("markdown", "input", "textarea", "dropdown", "checkboxes"))
LIMITS = {"name": 100, "description": 200, "title": 100}
LABEL_LIMIT = 255
TEXT_LIMIT = 2000
_ID = re.compile("[A-Za-z0-9_-]+")


class Found(NamedTuple):
    """One thing wrong: the rule, the place in the YAML, and what its words speak of."""

    rule: str
    trail: Trail
    values: Mapping[str, object]


def lint_template(text: str, path: str, words: Words) -> list[Problem]:
    """All problems of one form's YAML, with their lines."""
    try:
        tree = yaml.safe_load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        detail = str(getattr(error, "problem", None) or "?")
        return [_explain(Found("not-yaml", (), {"detail": detail}), (mark.line + 1 if mark else 1, 1), path, words)]
    if not isinstance(tree, dict) or not isinstance(tree.get("body"), list):
        return [_explain(Found("missing", (), {"key": "body"}), (1, 1), path, words)]
    found = [*_check_top(tree), *_check_body(tree["body"])]
    return sort_problems(_explain(one, locate(text, one.trail), path, words) for one in found)


def parameterize(text: str) -> str:
    """A label as the forge makes it into a reference (Rails `parameterize`): accents off, everything but ASCII letters and digits to dashes."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub("[^a-z0-9_-]+", "-", plain).strip("-")


def _explain(found: Found, place: tuple[int, int], path: str, words: Words) -> Problem:
    says, mend = (words(f"intake.lint.{found.rule}.{part}", **found.values) for part in ("says", "mend"))
    return Problem(path, *place, f"form-{found.rule}", "refuse", ".".join(map(str, found.trail)), says, mend)


def _check_top(tree: dict[str, Any]) -> Iterator[Found]:
    for key in tree:
        if key not in TOP_KEYS:
            yield Found("unknown-key", (key,), {"key": key})
    for key in ("name", "description"):
        if not tree.get(key):
            yield Found("missing", (), {"key": key})
    for key, limit in LIMITS.items():
        yield from _check_text(tree, key, limit, ())


def _check_text(node: Mapping[str, Any], key: str, limit: int, trail: Trail) -> Iterator[Found]:
    value = node.get(key)
    if value is not None and not isinstance(value, str):
        yield Found("not-text", (*trail, key), {"key": key})
    elif value and len(value) > limit:
        yield Found("too-long", (*trail, key), {"key": key, "n": len(value), "limit": limit})


def _check_body(body: list[Any]) -> Iterator[Found]:
    elements: list[tuple[Trail, dict[str, Any]]] = [(("body", n), e) for n, e in enumerate(body) if isinstance(e, dict)]
    if not any(e.get("type") in ELEMENTS - {"markdown"} for _, e in elements):
        yield Found("no-question", ("body",), {})
    for trail, element in elements:
        yield from _check_element(trail, element)
    yield from _check_unique(elements)


def _check_element(trail: Trail, element: dict[str, Any]) -> Iterator[Found]:
    kind = element.get("type")
    if kind not in ELEMENTS:
        yield Found("unknown-element", (*trail, "type"), {"type": kind})
        return
    given = element.get("attributes")
    attributes: dict[str, Any] = given if isinstance(given, dict) else {}
    inner = (*trail, "attributes")
    needed = "value" if kind == "markdown" else "label"
    if not attributes.get(needed):
        yield Found("missing", inner, {"key": needed})
    for key, limit in (("label", LABEL_LIMIT), ("description", TEXT_LIMIT), ("placeholder", TEXT_LIMIT), ("value", TEXT_LIMIT)):
        yield from _check_text(attributes, key, limit, inner)
    label = attributes.get("label")
    if kind != "markdown":
        yield from _check_id(trail, element, label)
    if isinstance(label, str) and "password" in label.lower():
        yield Found("password", (*inner, "label"), {})
    if kind in ("dropdown", "checkboxes"):
        yield from _check_options(inner, attributes, kind)


def _check_id(trail: Trail, element: dict[str, Any], label: object) -> Iterator[Found]:
    id = element.get("id")
    if id is None:
        if isinstance(label, str) and not parameterize(label):
            yield Found("no-id", trail, {"label": label})
    elif not isinstance(id, str) or not _ID.fullmatch(id):
        yield Found("bad-id", (*trail, "id"), {"id": id})


def _check_options(trail: Trail, attributes: dict[str, Any], kind: str) -> Iterator[Found]:
    options = attributes.get("options")
    if not isinstance(options, list) or not options:
        yield Found("bad-options", (*trail, "options"), {"label": attributes.get("label", "")})
        return
    seen: set[str] = set()
    for n, option in enumerate(options):
        text = option.get("label") if kind == "checkboxes" and isinstance(option, dict) else option
        place = (*trail, "options", n)
        if not isinstance(text, str):
            yield Found("option-not-text", place, {"option": text})
            continue
        if kind == "dropdown":
            yield from _check_option(text, place)
        if text in seen:
            yield Found("same-option", place, {"option": text})
        seen.add(text)
    default = attributes.get("default")
    if default is not None and not (type(default) is int and 0 <= default < len(options)):
        yield Found("bad-default", (*trail, "default"), {"last": len(options) - 1})


def _check_option(text: str, place: Trail) -> Iterator[Found]:
    if text.strip().lower() == "none":
        yield Found("option-none", place, {"option": text})
    if ", " in text:
        yield Found("option-comma", place, {"option": text})
    if len(text) > LABEL_LIMIT:
        yield Found("too-long", place, {"key": "options", "n": len(text), "limit": LABEL_LIMIT})


def _check_unique(elements: list[tuple[Trail, dict[str, Any]]]) -> Iterator[Found]:
    ids: set[str] = set()
    labels: dict[str, bool] = {}
    references: dict[str, bool] = {}
    for trail, element in elements:
        id, attributes = element.get("id"), element.get("attributes")
        if isinstance(id, str):
            if id in ids:
                yield Found("same-id", (*trail, "id"), {"id": id})
            ids.add(id)
        label = attributes.get("label") if isinstance(attributes, dict) else None
        if not isinstance(label, str):
            continue
        place = (*trail, "attributes", "label")
        reference, has_id = parameterize(label), isinstance(id, str)
        if label in labels:
            yield Found("same-label", place, {"label": label})
        elif reference and reference in references and not (has_id and references[reference]):
            # With ids on both, the forge never looks at what the labels turn into.
            yield Found("like-label", place, {"label": label})
        labels[label] = has_id
        references[reference] = references.get(reference, True) and has_id
