"""One answer's text to its value, or to what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from zoneinfo import ZoneInfo

from wishlight.intake.choices import Choice
from wishlight.intake.definition import EXAMPLES, Ask
from wishlight.intake.values import fold, read_day, read_fen, read_minutes, read_moment, read_number
from wishlight.records.fields import Field
from wishlight.records.formlinks import KEY
from wishlight.records.ids import LETTERS, SIGNS, is_valid, tidy_spoken

NO_ANSWER = "_No response_"
"""What the forge writes for a question left empty."""

JOIN = ", "
"""What the forge writes between several chosen options."""

TEXT_LIMIT = 2000
"""The longest answer of a question that fills no field of its own."""

_RECORD = re.compile(rf"(?:[WAD]-?[0-9]{{6}}-?)?[{SIGNS}]{{6}}")
_FULL = re.compile(rf"([WAD])-?([0-9]{{6}})-?([{SIGNS}]{{6}})")
_IN_ADDRESS = re.compile(r"[WAD]-[0-9]{6}-[0-9A-HJKMNP-TV-Z]{6}")
_READERS = {"minutes": read_minutes, "fen": read_fen}


class WrongAnswerError(Exception):
    """An answer that can't be taken; `rule` names the words, `values` what they speak of."""

    def __init__(self, rule: str, **values: object) -> None:
        super().__init__(rule, values)
        self.rule, self.values = rule, values


def read_answer(ask: Ask, field: Field | None, choices: Sequence[Choice], kind: str | None, text: str, zone: ZoneInfo) -> object:
    """The value of a filled-in answer: text, a whole number, a choice's id, or a list. Raises WrongAnswerError."""
    if ask.id == KEY:
        return read_record_id(text, kind)
    if choices:
        picked = pick(text, choices, multiple=ask.multiple)
        return picked if ask.multiple else picked[0]
    if ask.lines:
        return [_read_line(line, field) for line in split_lines(text, ask)]
    return _read_typed(text, field, zone)


def read_record_id(text: str, kind: str | None) -> str:
    """A record's id, or its last six signs, as typed, dictated or copied with the page's address. Raises WrongAnswerError."""
    plain = fold(text).strip("#<>()[]。．.,，“”\"'")
    if link := _IN_ADDRESS.findall(plain.upper()):
        plain = link[-1]
    spoken = tidy_spoken(plain)
    if not _RECORD.fullmatch(spoken):
        raise WrongAnswerError("wrong-form", value=text[:40], example=EXAMPLES[kind])
    if not (full := _FULL.fullmatch(spoken)):
        return spoken
    id = "-".join(full.groups())
    if not is_valid(id):
        raise WrongAnswerError("wrong-sign", value=id)
    if kind and id[0] != LETTERS[kind]:
        raise WrongAnswerError("wrong-kind", value=id, kind=kind, example=EXAMPLES[kind])
    return id


def pick(text: str, choices: Sequence[Choice], *, multiple: bool) -> list[str]:
    """The ids of the chosen options: by the longest text that fits, since an option may hold what joins them. Raises WrongAnswerError."""
    names = sorted(((name, c.id) for c in choices for name in (c.text, *c.names, c.id)), key=lambda pair: -len(pair[0]))
    rest, found = " ".join(text.split()), []
    while rest:
        hit = next(((n, id) for n, id in names if rest == n or (multiple and rest.startswith(n + JOIN))), None)
        if hit is None:
            raise WrongAnswerError("not-a-choice", value=rest[:40], options="、".join(c.text for c in choices if c.offered))
        rest = rest[len(hit[0]) + len(JOIN) :]
        if hit[1] not in found:
            found.append(hit[1])
    return found


def split_lines(text: str, ask: Ask) -> list[str]:
    """The items of an answer that asks for several: one a line, or between blanks where there is one line to write in."""
    plain = [fold(line) for line in text.split("\n")]
    items = plain if ask.type == "textarea" else re.split(r"[ ,、;]+", " ".join(plain))
    return [item for item in items if item]


def _read_line(line: str, field: Field | None) -> str:
    return str(_check_text(line, field)) if field else line[:200]


def _read_typed(text: str, field: Field | None, zone: ZoneInfo) -> object:
    if field is None:
        return _check_length(text, 0, TEXT_LIMIT)
    if field.type == "integer":
        return _read_integer(text, field)
    if field.type in ("date", "datetime"):
        return _read_time(text, field, zone)
    return _check_text(text if field.free else fold(text), field)


def _read_integer(text: str, field: Field) -> int:
    try:
        value = _READERS.get(field.unit or "", read_number)(text)
    except ValueError:
        rule = "not-money" if field.unit == "fen" else "not-a-number"
        raise WrongAnswerError(rule, value=text[:40], example=field.example) from None
    low, high = field.constraints.get("minimum"), field.constraints.get("maximum")
    if low is not None and value < low:
        raise WrongAnswerError("too-small", value=fold(text), limit=low // 100 if field.unit == "fen" else low)
    if high is not None and value > high:
        raise WrongAnswerError("too-big", value=fold(text), limit=high // 100 if field.unit == "fen" else high)
    return value


def _read_time(text: str, field: Field, zone: ZoneInfo) -> str:
    try:
        return read_day(text) if field.type == "date" else read_moment(text, zone)
    except ValueError:
        raise WrongAnswerError("not-a-date", value=text[:40]) from None


def _check_text(text: str, field: Field | None) -> str:
    limits = field.constraints if field else {}
    if "pattern" in limits and not re.fullmatch(limits["pattern"], text):
        raise WrongAnswerError("wrong-form", value=text[:40], example=field.example if field else "")
    if field and field.free and limits.get("maxLength", 0) <= 60:
        text = " ".join(text.split())
    return _check_length(text, limits.get("minLength", 0), limits.get("maxLength", TEXT_LIMIT))


def _check_length(text: str, low: int, high: int) -> str:
    if len(text) < low:
        raise WrongAnswerError("too-short", limit=low)
    if len(text) > high:
        raise WrongAnswerError("too-long", n=len(text), limit=high)
    return text


__all__ = ["NO_ANSWER", "WrongAnswerError", "pick", "read_answer", "read_record_id", "split_lines"]
