"""Sentences nobody wrote twice: the demo's own clauses, put together anew within the same field and category, some words exchanged.

A clause is cut once where a word of `vocabulary.txt` stands in it; telling it again draws another word of the same class.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from tests.demo.book import Draft

TEXTS = ("title", "story", "note", "why")
_STOP = re.compile(r"[，。；？！,;?!]")
_NEAR = ["东溪", "柳荫", "槐树", "望江", "石榴", "南苑", "北塘", "长桥", "新河", "竹园", "梅岭", "桂花", "白杨", "临湖", "西渡", "老街", "金鱼", "银杏", "紫藤", "双井", "芦花", "半亩", "青石", "月塘", "小暑", "春熙", "远帆", "云台", "晚照", "听雨"]
_SPOT = ["菜场", "早市", "药店", "面馆", "公交站", "地铁口", "茶摊", "水站", "卫生站", "球场", "书店", "裁缝铺", "五金店", "快递柜", "邮局", "桥头", "渡口", "戏台", "凉亭", "茶馆"]

Clause = tuple[str | list[str], ...]
"""The pieces of a clause: what stays, and the words one of which is drawn."""


class Text(NamedTuple):
    """One text of a record, to be told anew: the clauses to choose from, how many, and what ends it."""

    clauses: list[Clause]
    many: int
    end: str
    roomy: bool


Pool = dict[tuple[str, str, str], list[Clause]]


def gather_clauses(drafts: Iterable[Draft]) -> Pool:
    """All clauses of the demo's texts, by kind of record, field and category."""
    found: dict[tuple[str, str, str], dict[str, Clause]] = {}
    for draft in drafts:
        for row in (draft.head, *draft.history):
            for field, text in list_texts(row):
                found.setdefault(_key(draft, field), {}).update((part, _cut(part)) for part in _split(text))
    return {key: list(clauses.values()) for key, clauses in found.items()}


def plan_text(draft: Draft, field: str, text: str, pool: Pool) -> Text:
    """How a text is told anew: with as many clauses as before, so that lengths stay as real as the demo's."""
    clauses = pool[_key(draft, field)]
    return Text(clauses, min(max(len(_split(text)), 1), len(clauses)), "。" if text.endswith("。") else "", field == "story")


def tell(text: Text, chance: random.Random) -> str:
    """Another text of the same build, escaped as it stands between double quotes in a record."""
    draw = chance.random
    parts: list[str] = []
    for clause in chance.sample(text.clauses, text.many):
        parts.append("".join(piece if isinstance(piece, str) else piece[int(draw() * len(piece))] for piece in clause))
    if text.roomy and draw() < 0.3:
        parts.append(f"就在{_NEAR[int(draw() * len(_NEAR))]}{_SPOT[int(draw() * len(_SPOT))]}边上")
    return "，".join(parts) + text.end


def list_texts(row: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The texts of a row that may be told anew."""
    return ((field, row[field]) for field in TEXTS if isinstance(row.get(field), str) and not _is_set(row[field]))


@cache
def read_classes() -> dict[str, list[str]]:
    """Each word of the vocabulary and the words that may stand in its place, itself among them."""
    lines = (Path(__file__).parent / "vocabulary.txt").read_text("utf-8").splitlines()
    classes = [line.split() for line in lines if not line.startswith("#")]
    return {word: words for words in classes for word in words}


@cache
def _words() -> re.Pattern[str]:
    return re.compile("(" + "|".join(sorted(read_classes(), key=lambda word: (-len(word), word))) + ")")


def _cut(clause: str) -> Clause:
    pieces = _words().split(json.dumps(clause, ensure_ascii=False)[1:-1])
    return tuple(read_classes()[piece] if n % 2 else piece for n, piece in enumerate(pieces) if piece)


def _split(text: str) -> list[str]:
    return [part for part in _STOP.split(text) if part.strip()]


def _is_set(text: str) -> bool:
    """Whether a rule of the board sets the words: a removal's mark, or the one sentence of a sensitive category."""
    return text.startswith("【") or "为保护本人" in text


def _key(draft: Draft, field: str) -> tuple[str, str, str]:
    return draft.kind, field, str(draft.head.get("category", ""))
