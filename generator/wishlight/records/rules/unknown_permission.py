"""What an account must be allowed for its forms to count for a post is a permission that there is."""

from __future__ import annotations

from collections.abc import Iterator

from wishlight.records.board.model import PERMISSIONS
from wishlight.records.case import Finding
from wishlight.records.context import Context
from wishlight.records.rules.shared.settings import find_setting


def check_settings(context: Context) -> Iterator[Finding]:
    value = str(context.board.info.get("post_permission", PERMISSIONS[0]))
    if value not in PERMISSIONS:
        yield find_setting("board", "post_permission", value=value, known=", ".join(PERMISSIONS))
