"""Record ids: a kind's letter, a day, five signs and a check sign that catches a slip misread over the phone."""

from __future__ import annotations

import hashlib
import re
import secrets
from datetime import date
from functools import cache

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O, U, so that nothing dictated is mistaken for something else (crockford.com/base32.html)."""

LETTERS = {"wish": "W", "action": "A", "deed": "D"}
_FORM = re.compile(r"([WAD])-([0-9]{6})-([0-9A-HJKMNP-TV-Z]{5})([0-9A-HJKMNP-TV-Z])")
_MISREAD = str.maketrans("ILOU", "110V")


def make_id(kind: str, day: date, source: str) -> str:
    """The id of a record that came from `source` (such as `issue/17`); the same source always gives the same id."""
    digest = int.from_bytes(hashlib.sha256(f"{kind}/{day.isoformat()}/{source}".encode()).digest()[:8], "big")
    return _finish(kind, day, digest % 32**5)


def draw_id(kind: str, day: date) -> str:
    """A fresh id for a record typed in at a terminal, where nothing outside names its source."""
    return _finish(kind, day, secrets.randbelow(32**5))


def make_person_id(source: str, length: int = 4) -> str:
    """An opaque person id from a source; take a longer one where a shorter one is taken."""
    digest = int.from_bytes(hashlib.sha256(f"person/{source}".encode()).digest()[:8], "big")
    return "p:" + _signs(digest, length)


def check_sign(body: str) -> str:
    """The check sign of an id without it: a weighted sum over GF(32), so that one wrong sign or one swap of neighbours shows.

    GF(32) is taken modulo x^5 + x^2 + 1, and the sign at distance k from the end weighs x^(k+1).
    """
    total = 0
    for weight, sign in enumerate(reversed(body.replace("-", "")), 1):
        total ^= _multiply(SIGNS.index(sign), _power(weight))
    return SIGNS[total]


def is_valid(text: str) -> bool:
    """Whether a text is an id with the right check sign."""
    match = _FORM.fullmatch(text)
    return bool(match) and check_sign(text[:-1]) == text[-1]


def tidy_spoken(text: str) -> str:
    """An id or its last six signs as people say and type them: upper case, O read as 0, I and L as 1, no blanks."""
    return re.sub(r"\s", "", text).upper().translate(_MISREAD)


def _finish(kind: str, day: date, number: int) -> str:
    body = f"{LETTERS[kind]}-{day:%y%m%d}-{_signs(number, 5)}"
    return body + check_sign(body)


def _signs(number: int, length: int) -> str:
    return "".join(SIGNS[(number >> (5 * place)) & 31] for place in reversed(range(length)))


@cache
def _power(exponent: int) -> int:
    value = 1
    for _ in range(exponent):
        value = _multiply(value, 2)
    return value


@cache
def _multiply(a: int, b: int) -> int:
    product = 0
    while b:
        if b & 1:
            product ^= a
        a <<= 1
        if a & 32:
            a ^= 0b100101
        b >>= 1
    return product
