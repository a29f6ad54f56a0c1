"""Every person named in a record has a record of their own."""

from __future__ import annotations

from collections.abc import Iterator

from wishlight.records.case import Case, Finding
from wishlight.records.context import Context
from wishlight.records.rules.shared.naming import list_names


def check_record(case: Case, context: Context) -> Iterator[Finding]:
    for entry, key, name in list_names(case):
        if name.startswith("p:") and name not in context.people:
            yield case.find(entry, *key, person=name)


def check_settings(context: Context) -> Iterator[Finding]:
    for n, post in enumerate(context.board.posts.values()):
        for k, holder in enumerate(post.holders):
            if holder.person not in context.people:
                yield Finding("site_config/roles.yml", ("posts", n, "holders", k, "person"), {"person": holder.person})
