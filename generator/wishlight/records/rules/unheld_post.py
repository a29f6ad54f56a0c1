"""A post acts only on days on which somebody held it: behind every act there is a person."""

from __future__ import annotations

from collections.abc import Iterator

from wishlight.records.case import Case, Finding
from wishlight.records.context import Context
from wishlight.records.model import Entry


def check_entry(case: Case, entry: Entry, context: Context) -> Iterator[Finding]:
    for key, name in (("by", entry.by), ("approved_by", str(entry.data.get("approved_by", "")))):
        post = context.board.posts.get(name[5:]) if name.startswith("post:") else None
        if post and post.holder_on(entry.at.date()) is None:
            yield case.find(entry, key, post=name, day=entry.at.date().isoformat())
