"""Finds personal data in a text. Two levels: `refuse` where a form is certain, `ask` where a human must look.

It can't find everything (a number in two halves, a plain name, a riddle), so the board promises that text was checked and never
that it holds none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from wishlight.problems import Level
from wishlight.records.privacy import numbers, patterns
from wishlight.records.privacy.normal import normalise, spell_digits

MAX_LENGTH = 4_000
"""Signs of a text that are looked at; longer texts are refused by their field's own limit before they come here."""


class PersonalData(NamedTuple):
    """A finding: the kind, how sure, and where in the normalised text. The value itself is left out on purpose."""

    kind: str
    level: Level
    start: int
    end: int


REFUSED = ("mobile", "id-number", "bank-card", "e-mail", "chat", "qq")
ASKED = ("landline", "plate", "room", "minor", "name")
KINDS = (*REFUSED, *ASKED)


@lru_cache(maxsize=1 << 12)
def find_personal_data(text: str) -> tuple[PersonalData, ...]:
    """What a text gives away, in the order of its places; each place once, the surer kind first."""
    plain = normalise(text[:MAX_LENGTH])
    found: list[PersonalData] = []
    for item in sorted(_find_all(plain), key=lambda item: (item.level != "refuse", item.start, -item.end)):
        if not any(item.start < other.end and other.start < item.end for other in found):
            found.append(item)
    return tuple(sorted(found, key=lambda item: item.start))


def _find_all(text: str) -> Iterator[PersonalData]:
    yield from _find_numbers(text)
    for match in patterns.OLD_ID.finditer(text):
        if numbers.is_old_id_number(match[1]):
            yield _make("id-number", match.start(1), match.end(1))
    digits = spell_digits(text)
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(digits if kind == "plate" else text):
            if kind != "minor" or not _names_no_school(match[0]):
                yield _make(kind, match.start(), match.end())


_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("e-mail", patterns.EMAIL),
    ("chat", patterns.CHAT),
    ("qq", patterns.QQ),
    ("landline", patterns.LANDLINE_CUE),
    ("plate", patterns.PLATE),
    ("room", patterns.ROOM),
    ("minor", patterns.MINOR),
    ("name", patterns.NAME),
)


def _find_numbers(text: str) -> Iterator[PersonalData]:
    for match in patterns.RUN.finditer(text):
        if patterns.NETWORK.fullmatch(match[0].strip(" .,")):
            continue
        digits = re.sub(r"[^0-9Xx]", "", patterns.COUNTRY.sub("0", match[0]))
        kind = _classify(digits)
        if kind is None and digits[-1:] in ("X", "x"):
            kind = _classify(digits[:-1])
        if kind is None:
            kind = next(filter(None, (_classify(part) for part in re.split(r"[^0-9]+", match[0]) if part)), None)
        if kind:
            yield _make(kind, match.start(), match.end())


def _classify(digits: str) -> str | None:
    if numbers.is_id_number(digits):
        return "id-number"
    if not digits.isdigit():
        return None
    if numbers.is_mobile(digits):
        return "mobile"
    if numbers.is_bank_card(digits):
        return "bank-card"
    return "landline" if len(digits) >= 10 and numbers.is_landline(digits) else None


def _names_no_school(text: str) -> bool:
    match = re.search(r"[\u4e00-\u9fff]*(?:小学|中学|幼儿园|学校)", text)
    return bool(match and patterns.GENERIC_SCHOOL.fullmatch(match[0]))


def _make(kind: str, start: int, end: int) -> PersonalData:
    return PersonalData(kind, "refuse" if kind in REFUSED else "ask", start, end)
