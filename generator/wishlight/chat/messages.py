"""A pasted chat to messages: by the headers that chat programs put above or before them, else a message a line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from wishlight.imports.decode import decode
from wishlight.intake.values import fold

MAX_BYTES = 1_000_000
MAX_LINE = 2_000
_LONGEST_HEADER = 120

_DAYS = (
    r"(?P<y>20[0-9]{2})[-/.年](?P<m>[0-9]{1,2})[-/.月](?P<d>[0-9]{1,2})日?",
    r"(?P<d2>[0-9]{1,2}) (?P<mon>[a-z]{3})[a-z]* (?P<y2>20[0-9]{2})",
    r"[0-9]{1,2}[-/月][0-9]{1,2}日?",
    r"昨天|前天|今天|(?:星期|周)[一二三四五六日天]|[a-z]{3,9}day",
)
_DAY = rf"(?:{'|'.join(_DAYS)})"
_TIME = r"(?:上午|下午|晚上|早上|中午|凌晨)? ?[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?: ?[ap]m)?"
_WHEN = rf"(?:{_DAY}(?:,| at)? ?)?{_TIME}"
_ABOVE = (
    re.compile(rf"(?P<who>[^\[\]]{{1,40}}?),? \[?{_WHEN}\]?", re.I),
    re.compile(rf"{_WHEN} (?P<who>[^\[\]]{{1,40}})", re.I),
)
_BEFORE = re.compile(rf"\[{_WHEN}\] ?(?P<who>[^:]{{1,40}}): ?(?P<text>.*)", re.I)
_PLAIN = re.compile(r"(?P<who>[^:\s][^:]{0,19}): ?(?P<text>.+)")
_CODE = re.compile(r"[WAD]-?[0-9]{6}-?[0-9A-Z]{6}|(?<![0-9A-Z])(?=[0-9A-Z]*[0-9])[0-9A-Z]{6}(?![0-9A-Z])")
_NUMBER = re.compile(r" ?\([0-9]{5,12}\)$")
_DASHES = re.compile(r"(?:[-—_] ?){5,}")
_SYSTEM = re.compile(r".*(?:撤回了一条消息|加入了?群聊|退出了?群聊|邀请.{1,40}加入|拍了拍|recalled a message|joined the group|left the group)[。.]?$", re.I)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


class Message(NamedTuple):
    """One message: the line it begins at, who sent it (empty where that is not written), its day where one is written, its text."""

    line: int
    sender: str
    day: date | None
    text: str


class ChatError(Exception):
    """A file that is no chat; `rule` names the words under `chat.problems`."""

    def __init__(self, rule: str, **values: object) -> None:
        super().__init__(rule, values)
        self.rule, self.values = rule, values


def read_chat(data: bytes) -> list[Message]:
    """The messages of a pasted chat, in order. Raises ChatError."""
    if len(data) > MAX_BYTES:
        raise ChatError("too-large", limit=MAX_BYTES // 1000)
    text = decode(data)
    if text is None:
        raise ChatError("not-text")
    lines = list(_drop_quotes([(n, fold(line[:MAX_LINE])) for n, line in enumerate(text.splitlines(), 1)]))
    lines = [(n, line) for n, line in lines if line and not _SYSTEM.fullmatch(line)]
    headed = any(_read_header(line) for _, line in lines)
    return _join_headed(lines) if headed else [_read_plain(n, line) for n, line in lines]


def _drop_quotes(lines: list[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """What someone quotes was said before: `「…」` above a line of dashes is left out."""
    dashes = {at for at, (_, line) in enumerate(lines) if _DASHES.fullmatch(line)}
    quoted: set[int] = set()
    for at in dashes:
        begin = next((back for back in range(at - 1, max(at - 20, -1), -1) if lines[back][1].startswith("「")), None)
        quoted |= set(range(begin, at + 1)) if begin is not None else {at}
    yield from (line for at, line in enumerate(lines) if at not in quoted)


def _join_headed(lines: list[tuple[int, str]]) -> list[Message]:
    found: list[Message] = []
    for number, line in lines:
        header = _read_header(line)
        if header:
            found.append(Message(number, *header))
        elif found:
            found[-1] = found[-1]._replace(text=f"{found[-1].text}\n{line}".strip("\n"))
        else:
            found.append(Message(number, "", None, line))
    return found


def _read_header(line: str) -> tuple[str, date | None, str] | None:
    match = _BEFORE.fullmatch(line)
    if not match and len(line) <= _LONGEST_HEADER:
        match = next((found for found in (pattern.fullmatch(line) for pattern in _ABOVE) if found), None)
    if not match or _CODE.search(match["who"].upper()):
        return None
    return _tidy(match["who"]), _read_day(match), match.groupdict().get("text") or ""


def _read_plain(number: int, line: str) -> Message:
    match = _PLAIN.fullmatch(line)
    if match and not _CODE.search(match["who"].upper()):
        return Message(number, _tidy(match["who"]), None, match["text"])
    return Message(number, "", None, line)


def _tidy(who: str) -> str:
    return _NUMBER.sub("", who).strip(" ,:")


def _read_day(match: re.Match[str]) -> date | None:
    try:
        if match["y"]:
            return date(int(match["y"]), int(match["m"]), int(match["d"]))
        if match["mon"]:
            return date(int(match["y2"]), _MONTHS.index(match["mon"].lower()) + 1, int(match["d2"]))
    except ValueError:
        pass
    return None
