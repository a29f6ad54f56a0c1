"""Everything that people read has a name in each of the board's languages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from wishlight.records.board.model import Names
from wishlight.records.case import Finding
from wishlight.records.context import Context
from wishlight.records.place import Trail
from wishlight.records.rules.shared.settings import find_setting
from wishlight.words import list_languages


def check_settings(context: Context) -> Iterator[Finding]:
    board = context.board
    named: list[tuple[str, Trail, Names]] = [("areas", ("areas", n), area.names) for n, area in enumerate(board.areas.values())]
    named += [("roles", ("posts", n), post.names) for n, post in enumerate(board.posts.values())]
    for name, found in board.lists.items():
        file = "categories" if name.endswith("_categories") else "choices"
        named += [(file, (name, n), choice.names) for n, choice in enumerate(found.values()) if name != "areas"]
    named += [("board", trail, _names_at(board.info, trail)) for trail in (("name",), ("hall", "name"), ("hall", "hours"), ("hall", "say"))]
    languages = [lang for lang in board.languages if lang in list_languages()]  # of another one it is said that nothing speaks it
    for place, trail, names in named:
        for lang in languages:
            if not names.get(lang, "").strip():
                yield find_setting(place, *trail, *(() if place == "board" else ("name",)), lang=lang)


def _names_at(info: Any, trail: tuple[str, ...]) -> Names:
    for step in trail:
        info = info.get(step) if isinstance(info, dict) else None
    return info if isinstance(info, dict) else {"zh": str(info or "")}
