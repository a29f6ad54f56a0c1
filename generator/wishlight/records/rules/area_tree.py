"""Areas form one tree: each below one of the next level up, ids in small letters, no circle."""

from __future__ import annotations

from collections.abc import Iterator

from wishlight.records.case import Finding
from wishlight.records.context import Context
from wishlight.records.rules.shared.settings import find_setting

LEVELS = ("district", "street", "community", "grid")


def check_settings(context: Context) -> Iterator[Finding]:
    if any(path == "site_config/areas.yml" for path, _ in context.board.refused):
        return  # a tree with a row that can't be read says nothing of the rows around it
    areas = context.board.areas
    for n, area in enumerate(areas.values()):
        if area.level not in LEVELS:
            yield find_setting("areas", "areas", n, "level", area=area.id, levels=", ".join(LEVELS))
            continue
        above = LEVELS.index(area.level) - 1
        parent = areas.get(area.parent or "")
        if (area.parent and parent is None) or (parent and parent.level not in LEVELS[: above + 1]) or (above >= 0 and parent is None):
            yield find_setting("areas", "areas", n, "parent" if area.parent else "id", area=area.id, levels=", ".join(LEVELS))
