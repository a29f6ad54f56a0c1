"""What may stand in each file of `site_config/`: one description a file. What has another shape is told of and left out, so that whatever is read
further on is of the right kind.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from datetime import date
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from wishlight.records.board.model import FORGES
from wishlight.records.fields import FIELD_NAME, FIELD_TYPES, load_schema
from wishlight.records.place import Trail
from wishlight.words import list_languages

Say = Callable[..., Any]
"""Tells of a mistake, and gives None: `say(rule, trail, **values)`."""

Form = Callable[[Any, Trail, Say], Any]
"""Reads what stands at a trail; None, with a mistake told of, where it has another shape. What was left open is empty text."""

SHOWN = 40
"""Signs of a wrong value that are repeated to its writer."""

YES = ("yes", "true")
NO = ("no", "false")

_WHOLE = re.compile("-?[0-9]{1,20}")
_PATH = re.compile(rf"{FIELD_NAME.pattern}(\.{FIELD_NAME.pattern})?")
_YEAR = re.compile("(19|20)[0-9]{2}")
_ADDRESS = re.compile(r"""[^\s<>"'\\^`{|}]+""")
_FIRST, _LAST = date(1900, 1, 1), date(2099, 12, 31)
"""Records hold no other days, and a slip of the pen in a year would ask for centuries of holidays."""


def text(value: Any, at: Trail, say: Say) -> Any:
    """One text that is not empty."""
    if isinstance(value, str) and value:
        return value
    return say("config-text", at)


def text_or_nothing(value: Any, at: Trail, say: Say) -> Any:
    """One text, which may be empty."""
    return "" if value == "" else text(value, at, say)


def id(value: Any, at: Trail, say: Say) -> Any:
    """The id of a row; a row whose id is no text gets one that nothing refers to, so that it is told of once."""
    return text(value, at, say) or f"x{at[-2]}"


def one_of(*known: str) -> Form:
    """One of a few words."""

    def read(value: Any, at: Trail, say: Say) -> Any:
        return value if value in known else say("config-choice", at, value=_show(value), known=", ".join(known))

    return read


def yes_or_no(value: Any, at: Trail, say: Say) -> Any:
    """Whether something is so."""
    found = one_of(*YES, *NO)(value, at, say)
    return None if found is None else found in YES


def whole(least: int, most: int, instead: int | None = None) -> Form:
    """A whole number within bounds; `instead` stands in for one that is not."""

    def read(value: Any, at: Trail, say: Say) -> Any:
        if isinstance(value, str) and _WHOLE.fullmatch(value) and least <= int(value) <= most:
            return int(value)
        say("config-number", at, value=_show(value), least=least, most=most)
        return instead

    return read


def day(value: Any, at: Trail, say: Say) -> Any:
    """A day of the calendar."""
    try:
        found = date.fromisoformat(value)
    except (TypeError, ValueError):
        found = date.min
    return found if _FIRST <= found <= _LAST else say("config-value", at, value=_show(value))


def language(value: Any, at: Trail, say: Say) -> Any:
    """A language that has words."""
    return value if value in list_languages() else say("config-choice", at, value=_show(value), known=", ".join(list_languages()))


def zone(value: Any, at: Trail, say: Say) -> Any:
    """The name of a time zone. Those in small letters are a computer's own, and other programs don't know them."""
    try:
        if value[0].isupper():
            return ZoneInfo(value).key
    except (KeyError, OSError, TypeError, ValueError, AttributeError):
        pass
    return say("config-value", at, value=_show(value))


def is_address(value: Any) -> bool:
    """Whether something is the whole address of a page on the web."""
    try:
        parts = urlsplit(value)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0 and bool(_ADDRESS.fullmatch(value))
    except (TypeError, ValueError, AttributeError):
        return False


def address(value: Any, at: Trail, say: Say) -> Any:
    """The whole address of a page on the web."""
    return value if is_address(value) else say("config-address", at, value=_show(value))


def field_name(value: Any, at: Trail, say: Say) -> Any:
    """The name of a column: it stands in SQL, in addresses and in tables that others read."""
    return value if isinstance(value, str) and FIELD_NAME.fullmatch(value) else say("config-name", at, value=_show(value))


def path(value: Any, at: Trail, say: Say) -> Any:
    """Where a field stands in a record: its key, or two with a dot between."""
    return value if isinstance(value, str) and _PATH.fullmatch(value) else say("config-name", at, value=_show(value))


def pattern(value: Any, at: Trail, say: Say) -> Any:
    """A regular expression that both of those who use it can read: the check of records, and of answers to forms."""
    import jsonschema_rs  # few boards have a pattern of their own

    try:
        re.compile(value)
        jsonschema_rs.validator_for({"pattern": f"^(?:{value})$"})
    except (re.error, TypeError, ValueError, OverflowError, RecursionError):
        return say("config-pattern", at, value=_show(value))
    return str(value)


def names(value: Any, at: Trail, say: Say) -> dict[str, str]:
    """A text by language. Whether each language of the board has one is asked by a rule."""
    if not isinstance(value, dict):
        say("config-names", at)
        return {}
    return {lang: said if isinstance(said, str) else text(said, (*at, lang), say) or "-" for lang, said in value.items()}


def name(value: Any, at: Trail, say: Say) -> dict[str, str]:
    """What a row is called: a text by language, or a text that is Chinese."""
    return names({"zh": value} if isinstance(value, str) else value, at, say)


def anything(value: Any, _: Trail, __: Say) -> Any:
    """Whatever stands there."""
    return value


def mapping(known: Mapping[str, Form], needs: Collection[str] = (), others: Form | None = None) -> Form:
    """Names with values; None where one that it `needs` is missing or wrong. `others` reads what has another name, which is a mistake without it."""

    def read(value: Any, at: Trail, say: Say) -> Any:
        if not isinstance(value, dict):
            return say("config-shape", at)
        found: dict[str, Any] = {}
        for key, part in value.items():
            form = known.get(key, others)
            if form is None:
                say("config-key", (*at, key), key=key[:SHOWN], known=", ".join(known))
            elif part != "" or key not in known:
                found[key] = form(part, (*at, key), say)
        for key in needs:
            if value.get(key, "") == "":
                say("config-lacks", at, key=key)
        kept = {key: part for key, part in found.items() if part is not None}
        return kept if kept.keys() >= {*needs} else None

    return read


def rows(form: Form) -> Form:
    """A list of rows. A wrong one is None, so that the others keep their places."""

    def read(value: Any, at: Trail, say: Say) -> list[Any]:
        if not isinstance(value, list):
            if value != "":
                say("config-list", at)
            return []
        return [form(row, (*at, n), say) for n, row in enumerate(value)]

    return read


def each(form: Form, *, once: bool = False) -> Form:
    """A list of values, each there `once` where that is asked for; a value that stands alone is read as the only one, and told of."""

    def read(value: Any, at: Trail, say: Say) -> list[Any]:
        if not isinstance(value, list):
            say("config-list", at)
            return [value] if isinstance(value, str) else []
        found: list[Any] = []
        for n, part in enumerate(value):
            taken = form(part, (*at, n), say)
            if once and taken in found:
                say("config-twice", (*at, n), value=_show(part))
            elif taken is not None:
                found.append(taken)
        return found

    return read


DAYS, HOURS, MOST = 3_650, 87_600, 10**12
"""The longest that a rule can make people wait: ten years; and the most of anything else."""

NUMBERS: Mapping[str, tuple[int, int]] = {
    **dict.fromkeys(("claim_cap", "newcomer_claim_cap", "no_show_limit", "min_sample", "board_places"), (0, MOST)),
    **dict.fromkeys(("review_days", "wait_days_urgent", "wait_days_normal", "wait_days_patient", "introduce_days"), (0, DAYS)),
    **dict.fromkeys(("deliver_days_goods", "deliver_days_service", "deliver_days_company", "deliver_days_public_space"), (0, DAYS)),
    **dict.fromkeys(("confirm_days", "reminder_days", "grace_days", "late_entry_days", "publicity_days", "waiting_bonus_days"), (0, DAYS)),
    **dict.fromkeys(("activity_cap_minutes", "day_cap_minutes", "pair_cap_minutes", "goods_minutes", "waiting_bonus_minutes"), (0, MOST)),
    "value_cap_fen": (0, MOST),
    "offer_hours": (0, HOURS),
    "point_minutes": (1, MOST),  # minutes are divided by it
    "report_day": (1, 28),  # every month has it
}
"""The rules that are a whole number, with the least and the most."""

LISTS: Mapping[str, Form] = {"star_hours": each(whole(0, MOST)), "open_wish_forms": each(text), "automatic_forms": each(text)}
"""The rules that are a list."""

_RULES = {**{rule: whole(least, most, least) for rule, (least, most) in NUMBERS.items()}, **LISTS}

_CONSTRAINTS = {
    **dict.fromkeys(("required", "unique"), yes_or_no),
    **dict.fromkeys(("minLength", "maxLength"), whole(0, 10**6)),
    **dict.fromkeys(("minimum", "maximum"), whole(-(10**15), 10**15)),
    "enum": each(text),
    "pattern": pattern,
}
_FIELD = {
    "name": field_name,
    "type": one_of(*FIELD_TYPES),
    "constraints": mapping(_CONSTRAINTS),
    "words": names,
    **dict.fromkeys(("title", "description", "example", "format", "x-choices", "x-unit"), text),
    **dict.fromkeys(("x-free", "x-show", "x-events"), yes_or_no),
    "x-path": path,
}
_HALL = {"name": names, "hours": names, "say": names, "phone": text}
_BOARD = {
    **dict.fromkeys(("name", "place", "motto"), names),
    "since": day,
    "demo": one_of("yes", "no"),
    "forge": one_of(*FORGES),
    **dict.fromkeys(("repository", "branch", "post_permission", "audit_from"), text),
    **dict.fromkeys(("site_url", "short_url"), address),
    "languages": each(text, once=True),
    "detail_languages": each(language, once=True),
    "time_zone": zone,
    "hall": mapping(_HALL),
}
_TIMES = {"from": day, "to": day}
_AREA = {"id": id, "level": text, "parent": text, "name": name, "households": whole(0, 9_999_999), **_TIMES}
_CHOICE = {"id": id, "name": name, "sensitive": one_of("yes", "no"), **_TIMES}
_HOLDER = {"person": text, **_TIMES}
_POST = {"id": id, "duty": text, "area": text, "handle": text, "name": name, "holders": rows(mapping(_HOLDER)), **_TIMES}
_PEOPLE = {"area": text, "group": text, "people": whole(0, 99_999_999), "from": day}
_LISTS = mapping({}, others=rows(mapping(_CHOICE, others=text_or_nothing)))


def _rule(value: Form) -> Form:
    return rows(mapping({"from": day, "value": value, "why": text}, ("value",)))


def _holidays(value: Any, at: Trail, say: Say) -> dict[int, Any]:
    year = mapping({"off": each(day), "work": each(day)})
    found = {}
    for key, days in value.items():
        if _YEAR.fullmatch(key):
            found[int(key)] = year(days or {}, (*at, key), say) or {}
        else:
            say("config-value", (*at, key), value=_show(key))
    return found


def _fields(value: Any, at: Trail, say: Say) -> Any:
    return mapping(dict.fromkeys(load_schema().tables, rows(mapping(_FIELD, ("name", "type")))))(value, at, say)


SHAPES: Mapping[str, Form] = {
    "board": mapping(_BOARD),
    "areas": mapping({"areas": rows(mapping(_AREA))}),
    "categories": _LISTS,
    "choices": _LISTS,
    "rules": mapping({rule: _rule(value) for rule, value in _RULES.items()}, others=_rule(anything)),
    "roles": mapping({"posts": rows(mapping(_POST))}),
    "holidays": _holidays,
    "population": mapping({"population": rows(mapping(_PEOPLE, ("area", "group", "people")))}),
    "fields": _fields,
}
"""What each file's mapping is read by."""


def _show(value: Any) -> str:
    return str(value)[:SHOWN]
