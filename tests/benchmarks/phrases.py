"""Sentences nobody wrote twice: the demo's own clauses, put together anew within the same field and category."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator
from typing import Any

from tests.demo.book import Draft

TEXTS = ("title", "story", "note", "why")
_STOP = re.compile(r"[，。；？！,;?!]")
Pool = dict[tuple[str, str, str], list[str]]


def gather_clauses(drafts: Iterable[Draft]) -> Pool:
    """All clauses of the demo's texts, by kind of record, field and category."""
    pool: Pool = {}
    for draft in drafts:
        for row in (draft.head, *draft.history):
            for field, text in _texts(row):
                clauses = pool.setdefault(_key(draft, field), [])
                clauses += [part for part in _STOP.split(text) if part.strip() and part not in clauses]
    return pool


def retell(draft: Draft, row: dict[str, Any], pool: Pool, chance: random.Random) -> dict[str, Any]:
    """A row whose texts say something else, with as many clauses as before: lengths stay as real as the demo's."""
    return {**row, **{field: _mix(text, pool[_key(draft, field)], chance) for field, text in _texts(row)}}


def _mix(text: str, clauses: list[str], chance: random.Random) -> str:
    wanted = len([part for part in _STOP.split(text) if part.strip()])
    told = "，".join(chance.sample(clauses, min(max(wanted, 1), len(clauses))))
    return told + "。" if text.endswith("。") else told


def _texts(row: dict[str, Any]) -> Iterator[tuple[str, str]]:
    return ((field, row[field]) for field in TEXTS if isinstance(row.get(field), str) and not _is_set(row[field]))


def _is_set(text: str) -> bool:
    """Whether a rule of the board sets the words: a removal's mark, or the one sentence of a sensitive category."""
    return text.startswith("【") or "为保护本人" in text


def _key(draft: Draft, field: str) -> tuple[str, str, str]:
    return draft.kind, field, str(draft.head.get("category", ""))
