"""A category asks for a skill that the board's list of skills has."""

from __future__ import annotations

from collections.abc import Iterator

from wishlight.records.case import Finding
from wishlight.records.context import Context
from wishlight.records.rules.shared.settings import find_setting


def check_settings(context: Context) -> Iterator[Finding]:
    if context.board.is_refused("site_config/choices.yml", ("skills",)):
        return
    skills = context.board.lists.get("skills", {})
    for name, found in context.board.lists.items():
        for n, choice in enumerate(found.values()):
            if name.endswith("_categories") and choice.extra.get("skill", "") not in {"", *skills}:
                yield find_setting("categories", name, n, "skill", skill=choice.extra["skill"])
