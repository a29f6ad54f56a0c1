"""Messages to orders: a verb holds for the codes behind it up to the next verb, or for those before it where it comes last."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

import yaml

from wishlight.chat.messages import Message
from wishlight.imports.quantities import read_length
from wishlight.records.ids import is_valid, tidy_spoken
from wishlight.records.model import Record

_CODE = re.compile(r"(?<![0-9A-Z])(?:[WAD][- ]?[0-9]{6}[- ]?)?[0-9A-Z]{3}[ -]?[0-9A-Z]{3}(?![0-9A-Z])")
_LENGTH = re.compile(r"[0-9.]{1,5} ?(?:个?小时|个?钟头|分钟?|hours?|hrs?|h|minutes?|min)(?:[0-9]{1,2}分钟?)?|半(?:个)?小时", re.I)
_BETWEEN = 8
"""Signs within which a `not` stands before the verb that it denies."""


class Order(NamedTuple):
    """One step that somebody asks for: the message it stands in, the form that makes it, the record, minutes where they are told."""

    message: Message
    form: str
    record: Record
    minutes: int | None


class Book(NamedTuple):
    """The board's records by id, and by their last six signs."""

    records: Mapping[str, Record]
    known: Mapping[str, Record]


class Left(NamedTuple):
    """Words that look like an order and are none; `reason` names the words under `chat.left`.

    `meant` says that somebody wanted a step which could not be made of them.
    """

    line: int
    reason: str
    values: Mapping[str, str]
    meant: bool = False


def find_orders(messages: Sequence[Message], records: Mapping[str, Record]) -> Iterator[Order | Left]:
    """Every order in a chat, and everything that looked like one, in order."""
    known = {id[-6:]: record for id, record in records.items() if record.kind in ("wish", "action", "deed")}
    for message in messages:
        yield from _read(message, Book(records, known))


def _read(message: Message, book: Book) -> Iterator[Order | Left]:
    for line in message.text.split("\n"):
        text = line.upper()
        codes = [match for match in _CODE.finditer(text) if _is_code(match[0], book.known)]
        verbs = list(_find_verbs(text))
        if not codes:
            if verbs and not _asks(text) and len(line) <= 40 and any(char.isdigit() for char in line):
                yield Left(message.line, "no-code", {})
            continue
        for code in codes:
            yield _read_code(message, text, code, verbs, book)


def _read_code(message: Message, text: str, code: re.Match[str], verbs: Sequence[tuple[int, str]], book: Book) -> Order | Left:
    spoken = _tidy(code[0])
    record = _find(spoken, book)
    said = {"code": code[0]}
    if record is None:
        near = get_close_matches(spoken[-6:], book.known, 3, 0.6)
        meant = bool(verbs) and not _asks(text) and not _denies(text, verbs[0][0])
        return Left(message.line, "unknown-code", {**said, "near": "、".join(book.known[sign].id for sign in near) or "-"}, meant)
    before = [verb for verb in verbs if verb[0] < code.start()]
    verb = before[-1] if before else (verbs[0] if verbs else None)
    if verb is None:
        return Left(message.line, "no-verb", said)
    if _asks(text):
        return Left(message.line, "question", said)
    if _denies(text, verb[0]):
        return Left(message.line, "denied", said)
    form = _fit(verb[1], record.kind)
    if form is None:
        return Left(message.line, "not-for-this", {**said, "record": record.id})
    minutes = _read_minutes(text[code.end() :]) or _read_minutes(text[: code.start()])
    if form == "deliver" and minutes is None:
        return Left(message.line, "no-minutes", said, meant=True)
    return Order(message, form, record, minutes)


def _tidy(code: str) -> str:
    return tidy_spoken(code.replace("-", ""))


def _is_code(text: str, known: Mapping[str, Record]) -> bool:
    plain = re.sub(r"[- ]", "", text)
    parted = len(plain) == 6 and plain != text
    return _tidy(text)[-6:] in known or (any(sign.isdigit() for sign in plain) and any(sign.isalpha() for sign in plain) and not parted)


def _find(spoken: str, book: Book) -> Record | None:
    if len(spoken) == 6:
        return book.known.get(spoken)
    whole = f"{spoken[0]}-{spoken[1:7]}-{spoken[7:]}"
    return book.records.get(whole) if is_valid(whole) else None


def _find_verbs(text: str) -> Iterator[tuple[int, str]]:
    forms = _forms_by_verb()
    for match in _pattern("verbs").finditer(text):
        yield match.start(), forms[match[0]]


def _asks(text: str) -> bool:
    return bool(_pattern("ask").search(text))


def _denies(text: str, at: int) -> bool:
    near = text[max(0, at - _BETWEEN) : at].rstrip()
    return any(near.endswith(word.upper()) for word in read_verbs()["not"])


def _fit(form: str, kind: str) -> str | None:
    if form in ("claim", "sign-up"):
        return {"wish": "claim", "action": "sign-up"}.get(kind)
    if form == "deliver":
        return "deliver" if kind == "wish" else None
    return form if kind in ("wish", "action") else None


def _read_minutes(text: str) -> int | None:
    match = _LENGTH.search(text)
    try:
        return read_length(match[0]).value if match else None
    except ValueError:
        return None


@cache
def read_verbs() -> Mapping[str, Any]:
    """The words beside this file."""
    tree: Mapping[str, Any] = yaml.safe_load((resources.files(__package__) / "verbs.yml").read_text("utf-8"))
    return tree


@cache
def _forms_by_verb() -> Mapping[str, str]:
    return {verb.upper(): form for form, verbs in read_verbs()["verbs"].items() for verb in verbs}


@cache
def _pattern(name: str) -> re.Pattern[str]:
    words = _forms_by_verb() if name == "verbs" else [word.upper() for word in read_verbs()[name]]
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile("|".join(rf"\b{re.escape(word)}\b" if word.isascii() and word[0].isalpha() else re.escape(word) for word in longest_first))
