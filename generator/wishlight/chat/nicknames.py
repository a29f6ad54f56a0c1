"""Who a nickname is: asked once and remembered in a file that git ignores. Nicknames never reach a record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from difflib import get_close_matches
from pathlib import Path

import yaml

from wishlight.chat.messages import ChatError
from wishlight.records.fold.person import fold_person
from wishlight.records.model import Record
from wishlight.records.replace import replace_file

FILE = "local/nicknames.local.yml"
"""Below the board's folder. Both parts of the name stand in a board's .gitignore."""


def read_nicknames(root: Path) -> dict[str, str]:
    """Nicknames and the ids of the people behind them; empty where nothing was remembered.

    Raises ChatError for a file that can't be read, which must not be written over.
    """
    try:
        tree = yaml.safe_load((root / FILE).read_text("utf-8")) or {}
    except FileNotFoundError:
        return {}
    except (UnicodeDecodeError, yaml.YAMLError, RecursionError):
        raise ChatError("nicknames", path=FILE) from None
    if not isinstance(tree, dict):
        raise ChatError("nicknames", path=FILE)
    return {str(nick): str(person) for nick, person in tree.items()}


def write_nicknames(root: Path, nicknames: Mapping[str, str]) -> None:
    """Remember nicknames, whole or not at all, readable by their owner alone."""
    place = root / FILE
    place.parent.mkdir(parents=True, exist_ok=True)
    replace_file(place, yaml.safe_dump(dict(sorted(nicknames.items())), allow_unicode=True).encode(), mode=0o600)


def list_alike(nick: str, records: Iterable[Record], day: date) -> list[tuple[str, str]]:
    """People whose public name is like a nickname, nearest first: id and name."""
    states = [fold_person(record, day) for record in records if record.kind == "person"]
    names = {state.name: state.person for state in states if state.name and state.state == "active"}
    inside = [name for name in names if name in nick or nick in name]
    return [(names[name], name) for name in dict.fromkeys((*inside, *get_close_matches(nick, names, 3, 0.5)))][:3]
