"""Life stories under tests/cases/stories: a few records each, told entry by entry in the order in which they were recorded."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from record_cases import CASES, load_case_board, shape_of
from wishlight.records.form import format_bytes
from wishlight.records.shape import parse_moment
from wishlight.records.store import place_of
from wishlight.words import load_words

Tree = Mapping[str, Any]
MARK = load_words("zh")("stock.redacted")
STORIES = sorted((CASES / "stories").glob("*.yml"))


class Step(NamedTuple):
    """One commit of a story: when, which file, and its whole text after it."""

    at: datetime
    path: str
    text: bytes


class Story(NamedTuple):
    """A story: its steps in order, the path of each record by its name, and what is expected of them on some days."""

    name: str
    steps: tuple[Step, ...]
    paths: Mapping[str, str]
    kinds: Mapping[str, str]
    expect: tuple[Tree, ...]


@cache
def read_story(file: Path) -> Story:
    tree = yaml.load(file.read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - text, lists and mappings only
    paths = {record["as"]: place_of(record["kind"], record["head"]["id"]) for record in tree["records"]}
    kinds = {place_of(record["kind"], record["head"]["id"]): record["kind"] for record in tree["records"]}
    steps = [step for record in tree["records"] for step in _tell(record)]
    steps.sort(key=lambda step: step.at)
    return Story(file.stem, tuple(steps), paths, kinds, tuple(tree["expect"]))


def _tell(record: Tree) -> Iterator[Step]:
    path = place_of(record["kind"], record["head"]["id"])
    changes = sorted((int(n), values) for n, values in record.get("head_from", {}).items())
    for n, entry in enumerate(record["history"], 1):
        head = dict(record["head"])
        for start, values in changes:
            head.update(values if start <= n else {})
        head = {key: value for key, value in head.items() if value != "null"}
        history = [dict(e) for e in record["history"][:n]]
        for redaction in [e for e in history if e["event"] == "redacted"]:
            _blank(history, redaction)
        yield Step(parse_moment(entry["at"], load_case_board().zone), path, _write(record["kind"], path, head, history))


def _blank(history: list[dict[str, Any]], redaction: Tree) -> None:
    """Leave the texts that a redaction names as it leaves them."""
    if "entry" in redaction:
        history[int(redaction["entry"]) - 1][redaction["field"]] = MARK
        return
    for entry in history:
        if entry["event"] == "amended" and entry["field"] == redaction["field"]:
            entry["was"] = MARK


def _write(kind: str, path: str, head: Tree, history: list[Tree]) -> bytes:
    tree = {**head, "history": history}
    board = load_case_board()
    text, problems = format_bytes(shape_of(kind), board.schema, path, json.dumps(tree, ensure_ascii=False).encode(), load_words("en"))
    assert text is not None, problems
    return text
