"""Amounts, numbers and lengths of time as people write them, with what had to be assumed in order to read them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from wishlight.intake.values import fold

_TAIL = re.compile(r"(.+?)\s*(?:\(([^()]*)\)|[,;]\s*(.+))")
_CHANGES_MEANING = re.compile(r"合计|总共|一共|共计|total|altogether", re.I)
_ABOUT = re.compile(r"大约|大概|约|about|approx\.?|^~")
_MORE = re.compile(r"(?<=[0-9千万个])(?:多|余|来)(?=[个小千万元名人块]|$)")
_DIGITS = r"([0-9]{1,10}(?:,[0-9]{3})*(?:\.[0-9]{1,4})?)"
_AMOUNT = re.compile(rf"(?:¥|￥|rmb|cny)?{_DIGITS}(千|万)?(?:元|块钱|块|yuan|rmb|cny)?")
_HOURS = re.compile(r"([0-9]{1,3}(?:\.[0-9]{1,2})?)(?:个)?(?:小时|钟头|hours?|hrs?|h)(?:([0-9]{1,2})(?:分钟|分|min))?")
_HALF = re.compile(r"半(?:个)?(?:小时|钟头)")
_COUNT = re.compile(r"([0-9]{1,6})(?:个名额|个人|名额|个|人|名|份|件|套|台|次|户|people|persons?|pcs)?")
_ONES = "零一二三四五六七八九"
_TENS = {"十": 10, "百": 100, "千": 1_000}
_NUMERALS = re.compile(r"(?:[一二三四五六七八九十][零一二三四五六七八九十百千]*)")
_FREE = frozenset(("免费", "无", "free"))


class Read(NamedTuple):
    """A value, and what was assumed: `about`, `more`, `range` (its upper end was taken), `left-out` (a remark was)."""

    value: int
    assumed: tuple[str, ...]


def read_amount(text: str) -> Read:
    """An amount in fen: `80`, `4.87万元`, `230余万元`, `300元至500元`. Raises ValueError."""
    if fold(text).lower() in _FREE:
        return Read(0, ())
    return _read(text, _amount, ranges=True)


def read_length(text: str, bare: str = "minutes") -> Read:
    """A length of time in minutes: `90`, `1.5小时`, `半小时`; a bare number is in the unit that its column says. Raises ValueError."""
    return _read(text, lambda plain: _length(plain, bare), ranges=False)


def read_count(text: str) -> Read:
    """A whole number with its counting word: `25名`, `100个名额`. Raises ValueError."""
    return _read(text, _count, ranges=False)


def _read(text: str, read_one: Callable[[str], int], *, ranges: bool) -> Read:
    plain, assumed = fold(text).lower(), []
    if match := _TAIL.fullmatch(plain):
        remark = match[2] if match[2] is not None else match[3]
        if _CHANGES_MEANING.search(remark):
            raise ValueError(text)
        plain = match[1]
        assumed.append("left-out")
    plain = plain.replace("两", "二")
    for pattern, name in ((_ABOUT, "about"), (_MORE, "more")):
        cut = pattern.sub("", plain)
        if cut != plain:
            plain, assumed = cut, [*assumed, name]
    plain = _NUMERALS.sub(lambda match: str(_read_numerals(match[0])), plain.replace(" ", ""))
    parts = re.split(r"至|到|-|—|~", plain) if ranges else [plain]
    if len(parts) > 2:
        raise ValueError(text)
    if len(parts) == 2:
        assumed.append("range")
    return Read(max(read_one(part) for part in parts), tuple(assumed))


def _read_numerals(text: str) -> int:
    """A whole number in Chinese numerals below ten thousand: `一百二十`, `两千零五`, `十五`."""
    total = part = 0
    for sign in text:
        if sign in _TENS:
            total, part = total + (part or 1) * _TENS[sign], 0
        else:
            part = _ONES.index(sign)
    return total + part


def _amount(text: str) -> int:
    match = _AMOUNT.fullmatch(text)
    if not match:
        raise ValueError(text)
    yuan, scale = match[1].replace(",", ""), {"千": 1_000, "万": 10_000}.get(match[2] or "", 1)
    whole, _, part = yuan.partition(".")
    fen_10_000ths = (int(whole) * 10_000 + int(part.ljust(4, "0"))) * scale * 100
    if fen_10_000ths % 10_000:
        raise ValueError(text)
    return fen_10_000ths // 10_000


def _length(text: str, bare: str) -> int:
    if _HALF.fullmatch(text):
        return 30
    if match := _HOURS.fullmatch(text):
        return round(float(match[1]) * 60) + int(match[2] or 0)
    match = re.fullmatch(r"([0-9]{1,4}(?:\.[0-9]{1,2})?)(分钟|分|min)?", text)
    if not match or ("." in match[1] and (match[2] or bare == "minutes")):
        raise ValueError(text)
    return round(float(match[1]) * (60 if bare == "hours" and not match[2] else 1))


def _count(text: str) -> int:
    match = _COUNT.fullmatch(text)
    if not match:
        raise ValueError(text)
    return int(match[1])
