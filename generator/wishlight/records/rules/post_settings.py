"""A post has a known duty and area, and one holder at a time."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from wishlight.records.board.model import Post
from wishlight.records.case import Finding
from wishlight.records.context import Context
from wishlight.records.rules.shared.settings import find_setting

DUTIES = ("grid", "hall", "maintainer", "supervisor", "council")


def check_settings(context: Context) -> Iterator[Finding]:
    for n, post in enumerate(context.board.posts.values()):
        if post.duty not in DUTIES:
            yield find_setting("roles", "posts", n, "duty", post=post.id, options=", ".join(DUTIES))
        if post.area not in context.board.areas:
            yield find_setting("roles", "posts", n, "area", post=post.id, options="areas.yml")
        for k in _list_overlaps(post):
            yield find_setting("roles", "posts", n, "holders", k, "from", post=post.id, options="from/to")


def _list_overlaps(post: Post) -> Iterator[int]:
    for k, (before, after) in enumerate(pairwise(post.holders), 1):
        if before.until is None or after.since <= before.until:
            yield k
