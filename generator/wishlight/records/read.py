"""The strict YAML reader: text stays text, and whatever could mean two things is refused with its line.

It walks libyaml's event stream, so nothing is built before it is known to be harmless. Scalars come out as text (or None for
an empty one); the schema decides what is a number or a date.
"""

from __future__ import annotations

import re
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)

from wishlight.records.plain import read_plain

Tree = Any
"""A tree of dict, list, str and None."""

MAX_BYTES = 256 * 1024
MAX_DEPTH = 12
MAX_NODES = 20_000

_PARSER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULLS = frozenset(("", "~", "null", "Null", "NULL"))

# C0 and C1 controls except line feed, BOM, zero-width signs, bidi controls, line and paragraph separators, non-characters. ZWJ
# (200D) and variation selectors stay: emoji need them.
_HIDDEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff\ud800-\udfff]")


class RefusedError(Exception):
    """A file that is not taken. `rule` names the words; `line` and `column` count from 1."""

    def __init__(self, rule: str, line: int = 1, column: int = 1, **values: object) -> None:
        super().__init__(rule, line, column, values)
        self.rule, self.line, self.column, self.values = rule, line, column, values


def read_tree(data: bytes, *, comments: bool = False) -> dict[str, Tree]:
    """The mapping that a record file holds; in a file of settings `comments` may stand, because no program writes it anew.

    Raises RefusedError at the first thing that makes the file unreadable or ambiguous.
    """
    text = decode(data)
    if not comments and (plain := read_plain(text)) is not None:
        return plain
    return read_strictly(text, comments=comments)


def read_strictly(text: str, *, comments: bool = False) -> dict[str, Tree]:
    """The mapping that a text holds, read event by event. Raises RefusedError."""
    parser = _PARSER(text)
    try:
        tree = _read_document(parser, check_escapes="\\" in text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise RefusedError("not-yaml", mark.line + 1 if mark else 1, mark.column + 1 if mark else 1, detail=error.problem or "") from None
    except yaml.YAMLError:
        raise RefusedError("not-yaml", detail="") from None
    finally:
        parser.dispose()
    if "#" in text and not comments:
        _refuse_comments(text)
    return tree


def decode(data: bytes) -> str:
    """The text of a file. Raises RefusedError unless it is plain UTF-8 with line feeds and no hidden signs."""
    if len(data) > MAX_BYTES:
        raise RefusedError("too-large", limit=MAX_BYTES // 1024)
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or data[:3] == b"\xef\xbb\xbf":
        raise RefusedError("not-utf8")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise RefusedError("not-utf8", data.count(b"\n", 0, error.start) + 1) from None
    if hidden := _HIDDEN.search(text):
        raise _refuse_hidden(text, hidden.start())
    return text


def _refuse_hidden(text: str, at: int) -> RefusedError:
    line, column = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
    rule = {"\r": "crlf", "\t": "tab"}.get(text[at], "hidden-sign")
    return RefusedError(rule, line, column, sign=f"U+{ord(text[at]):04X}")


def _read_document(parser: Any, *, check_escapes: bool) -> dict[str, Tree]:
    next_event = parser.get_event
    next_event()
    start = next_event()
    if isinstance(start, StreamEndEvent):
        raise RefusedError("empty")
    if isinstance(start, DocumentStartEvent) and (start.version or start.tags or start.explicit):
        raise _at("directive", start)
    tree = _Reader(next_event, check_escapes).read(next_event(), 1)
    if not isinstance(next_event(), DocumentEndEvent):
        raise RefusedError("not-yaml", detail="")
    after = next_event()
    if not isinstance(after, StreamEndEvent):
        raise _at("many-documents", after)
    if not isinstance(tree, dict):
        raise RefusedError("empty" if tree is None else "not-a-mapping")
    return tree


class _Reader:
    __slots__ = ("check_escapes", "next_event", "nodes")

    def __init__(self, next_event: Any, check_escapes: bool) -> None:
        self.next_event = next_event
        self.check_escapes = check_escapes
        self.nodes = 0

    def read(self, event: Any, depth: int) -> Tree:
        self.nodes += 1
        if self.nodes > MAX_NODES:
            raise _at("too-many-nodes", event, limit=MAX_NODES)
        kind = type(event)
        if kind is AliasEvent or event.anchor is not None:
            raise _at("anchor", event)
        if event.tag is not None:
            raise _at("tag", event, tag=event.tag)
        if kind is ScalarEvent:
            return self._read_scalar(event)
        if depth > MAX_DEPTH:
            raise _at("too-deep", event, limit=MAX_DEPTH)
        return self._read_mapping(depth) if kind is MappingStartEvent else self._read_list(depth)

    def _read_scalar(self, event: Any) -> str | None:
        value: str = event.value
        if self.check_escapes and (hidden := _HIDDEN.search(value)):
            raise _at("hidden-sign", event, sign=f"U+{ord(hidden[0]):04X}")
        return None if event.implicit[0] and value in _NULLS else value

    def _read_mapping(self, depth: int) -> dict[str, Tree]:
        tree: dict[str, Tree] = {}
        next_event = self.next_event
        while type(event := next_event()) is not MappingEndEvent:
            key = event.value if type(event) is ScalarEvent else None
            if key is None or event.anchor is not None or event.tag is not None:
                raise _at("bad-key", event)
            if key in tree:
                raise _at("duplicate-key", event, key=key)
            if key == "<<" and event.implicit[0]:
                raise _at("anchor", event)
            self.nodes += 1
            tree[key] = self.read(next_event(), depth + 1)
        return tree

    def _read_list(self, depth: int) -> list[Tree]:
        items = []
        while type(event := self.next_event()) is not SequenceEndEvent:
            items.append(self.read(event, depth + 1))
        return items


def _refuse_comments(text: str) -> None:
    # A rewrite would lose a comment, so only the first line may hold one (editors read the schema's place from it).
    body = text.find("\n") + 1 if text.startswith("#") else 0
    signs = [m.start() for m in re.finditer("#", text) if m.start() >= body]
    if not signs:
        return
    scalars: list[Any] = [e for e in yaml.parse(text, Loader=_PARSER) if isinstance(e, ScalarEvent)]
    spans = [(e.start_mark.index, e.end_mark.index) for e in scalars]
    for at in signs:
        if not any(start <= at < end for start, end in spans):
            raise RefusedError("comment", text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))


def _at(rule: str, event: Any, **values: object) -> RefusedError:
    return RefusedError(rule, event.start_mark.line + 1, event.start_mark.column + 1, **values)


