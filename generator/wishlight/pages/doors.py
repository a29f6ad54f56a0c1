"""The three doors, in this order on everything: say it, go to the hall, fill the form. Nobody needs an account, and a board without a forge has two."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wishlight.pages.context import Context


def read_hall(context: Context, lang: str) -> dict[str, str]:
    """What the board says of its hall, in a language: name, hours, how to say it; the telephone where it has one."""
    found = {"name": "", "hours": "", "say": "", "phone": ""}
    return {**found, **{str(key): pick(value, lang) for key, value in (context.board.info.get("hall") or {}).items()}}


def list_doors(context: Context, lang: str, what: str, number: str, form: str | None, label: str) -> dict[str, Any]:
    """The doors to one thing that people can do. `what` names the sentence of the first door; `form` is None without a forge."""
    words, hall = context.words[lang], read_hall(context, lang)
    say = words(f"pages.doors.say.{what}", say=hall["say"] or words("pages.doors.grid"), number=number)
    return {"say": say, "hall": hall, "form": form, "label": label}


def pick(names: Mapping[str, str] | str, lang: str) -> str:
    """A text of the board's settings in a language; another one where the board wrote none in this."""
    return names if isinstance(names, str) else names.get(lang) or next(iter(names.values()), "")
