"""Ids in the settings are short, in small letters, digits and dashes, so that they are safe in addresses and file names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wishlight.records.case import Finding
from wishlight.records.context import Context
from wishlight.records.rules.shared.settings import find_setting

FORM = re.compile(r"[a-z][a-z0-9-]{0,23}")


def check_settings(context: Context) -> Iterator[Finding]:
    for n, id in enumerate(context.board.areas):
        if not FORM.fullmatch(id):
            yield find_setting("areas", "areas", n, "id", id=id)
    for name, found in context.board.lists.items():
        file = "categories" if name.endswith("_categories") else "choices"
        for n, id in enumerate(found):
            if name != "areas" and not FORM.fullmatch(id):
                yield find_setting(file, name, n, "id", id=id)
    for n, id in enumerate(context.board.posts):
        if not re.fullmatch(r"[a-z][a-z0-9]{0,7}", id):
            yield find_setting("roles", "posts", n, "id", id=id)
