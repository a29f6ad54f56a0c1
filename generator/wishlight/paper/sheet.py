"""What a sheet is asked for, what it may say no to, and what comes out: one file that prints by itself."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from wishlight.pages.context import Context


class Asked(NamedTuple):
    """What a sheet is about: an area, a record or a person, a month (`2026-10`); and the commit that its records stand at."""

    area: str | None = None
    id: str | None = None
    month: str | None = None
    commit: str = ""


class Sheet(NamedTuple):
    """A finished sheet: the name of its file and an HTML document that needs nothing else."""

    name: str
    html: str


class Filled(NamedTuple):
    """What a sheet's template sees. `about` tells this sheet's file from others of its kind; `size` is the paper, as CSS names it."""

    about: str
    title: str
    values: Mapping[str, object]
    size: str = "A4 portrait"


class NotPrintableError(Exception):
    """There is nothing to print, for a reason that the person asking can mend: words below `paper.refused`."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key, self.values = key, values


def render_sheet(context: Context, kind: str, lang: str, filled: Filled) -> Sheet:
    """The sheet's template with its values; templates also see `t` (words of this sheet), `p` (words of all sheets) and the day."""
    words = context.words[lang]
    html = context.environments[lang].get_template(f"paper/{kind}.html").render(
        {
            **filled.values,
            "title": filled.title,
            "size": filled.size,
            "as_of": context.as_of,
            "board_name": name_board(context, lang),
            "motto": read_names(context.board.info.get("motto"), lang),
            "hall_name": read_names(context.board.info.get("hall", {}).get("name"), lang),
            "hall_hours": bind_dashes(read_names(context.board.info.get("hall", {}).get("hours"), lang)),
            "hall_phone": context.board.info.get("hall", {}).get("phone", ""),
            "demo": context.board.info.get("demo") == "yes",
            "t": lambda key, **given: words(f"paper.{kind}.{key}", **given),
            "p": lambda key, **given: words(f"paper.any.{key}", **given),
        }
    )
    return Sheet(f"{kind}-{filled.about}-{lang}.html".replace(":", "-").lower(), html)


def name_board(context: Context, lang: str) -> str:
    """The board's name in a language."""
    return read_names(context.board.info["name"], lang)


def bind_dashes(text: str) -> str:
    """A text whose spans stay in one line: `8:30—17:30` is not broken at its dash."""
    return re.sub("([—–])", "\u2060\\1\u2060", text)


def read_names(names: Mapping[str, str] | None, lang: str) -> str:
    """A setting that is written in each language; empty where the board does not set it."""
    return (names.get(lang) or next(iter(names.values()), "")) if names else ""
