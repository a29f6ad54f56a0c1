"""A post has a known duty and area, and one holder at a time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from wishlight.records.board.model import Post
from wishlight.records.case import Finding
from wishlight.records.context import Context
from wishlight.records.rules.shared.settings import find_setting

HANDLE = re.compile(r"@[A-Za-z0-9][A-Za-z0-9-]{0,38}(?:/[A-Za-z0-9][A-Za-z0-9._-]{0,99})?")
"""A person's or a team's name on the forge: it goes into CODEOWNERS, where a blank or a line feed would add an owner."""

DUTIES = ("grid", "hall", "maintainer", "supervisor", "council")


def check_settings(context: Context) -> Iterator[Finding]:
    for n, post in enumerate(context.board.posts.values()):
        if post.duty not in DUTIES:
            yield find_setting("roles", "posts", n, "duty", post=post.id, options=", ".join(DUTIES))
        if post.area not in context.board.areas and not context.board.is_refused("site_config/areas.yml", ("areas",)):
            yield find_setting("roles", "posts", n, "area", post=post.id, options="areas.yml")
        if post.handle and not HANDLE.fullmatch(post.handle):
            yield find_setting("roles", "posts", n, "handle", post=post.id, options="@owner/team")
        for k in _list_overlaps(post):
            yield find_setting("roles", "posts", n, "holders", k, "from", post=post.id, options="from/to")


def _list_overlaps(post: Post) -> Iterator[int]:
    for k, (before, after) in enumerate(pairwise(post.holders), 1):
        if before.until is None or after.since <= before.until:
            yield k
