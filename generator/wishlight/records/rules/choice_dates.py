"""A choice, area or post holder begins before it ends."""

from __future__ import annotations

from collections.abc import Iterator

from wishlight.records.case import Finding
from wishlight.records.context import Context
from wishlight.records.rules.shared.settings import find_setting


def check_settings(context: Context) -> Iterator[Finding]:
    board = context.board
    for name, found in board.lists.items():
        file = "areas" if name == "areas" else "categories" if name.endswith("_categories") else "choices"
        for n, choice in enumerate(found.values()):
            if choice.since and choice.until and choice.until < choice.since:
                yield find_setting(file, name, n, "to", id=choice.id)
    for n, post in enumerate(board.posts.values()):
        for k, holder in enumerate(post.holders):
            if holder.until and holder.until < holder.since:
                yield find_setting("roles", "posts", n, "holders", k, "to", id=post.id)
