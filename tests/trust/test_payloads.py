"""Whatever people write stays text: in every page and on every sheet of paper, in both languages, as two parsers read it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path

import html5lib
import pytest

from trust.markup import Document, find_live, read_blocks
from trust.payloads import FAMILIES, LOOSE, REFUSED

PARTS = ("zh", "en", "sheets")
NAMES = {"zh": "Chinese pages", "en": "English pages", "sheets": "sheets of paper"}
KINDS = ("action", "deed", "person", "team", "wish")


def list_documents(folder: Path, part: str) -> Iterator[tuple[str, Path]]:
    """The documents of a part of a board, each with its kind: a sheet's name or the first step of an address."""
    top = {"sheets": folder / "sheets", "zh": folder / "site", "en": folder / "site" / "en"}[part]
    for path in sorted(top.rglob("*.html")):
        steps = path.relative_to(top).with_suffix("").parts
        if part != "zh" or steps[0] != "en":
            yield f"{part} {steps[0]}", path


@pytest.fixture(scope="module")
def kind_parts(twin: Path) -> dict[str, set[tuple[str, str]]]:
    """The tags and attributes that each kind of document has when everybody is kind."""
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for kind, path in (one for part in PARTS for one in list_documents(twin, part)):
        found[kind] |= Document(path.read_text("utf-8")).parts
    return found


def test_there_are_hundreds_of_payloads_of_every_kind() -> None:
    assert len(LOOSE) >= 200
    assert len(REFUSED) >= 15
    assert min(map(len, FAMILIES.values())) >= 12


@pytest.mark.figure
@pytest.mark.parametrize("part", PARTS)
def test_no_payload_is_anything_but_text_in_any_page_or_sheet(part: str, hostile: Path, kind_parts: dict[str, set[tuple[str, str]]], figure: Callable[..., None]) -> None:
    live, foreign, torn = [], [], []
    counts: Counter[str] = Counter()
    for kind, path in list_documents(hostile, part):
        document = Document(path.read_text("utf-8"))
        counts[kind] += 1
        name = path.relative_to(hostile).as_posix()
        live += [f"{name}: {what}" for what in find_live(document.tags)]
        foreign += [f"{name}: {part}" for part in sorted(document.parts - kind_parts[kind])]
        torn += [name] if document.open else []
        assert len(read_blocks(document)) == document.tags.count(("script", {"type": "application/ld+json"}))
    assert set(counts) == {kind for kind in kind_parts if kind.startswith(part)}
    assert part == "sheets" or min(counts[f"{part} {kind}"] for kind in KINDS) >= len(LOOSE) // (2 if part == "en" else 1) >= 100
    assert live == []
    assert foreign == []
    assert torn == []
    figure("payloads", tried=len(LOOSE), failed=0, note=f"{sum(counts.values()):,} {NAMES[part]} read by a parser")


def test_a_browsers_own_rules_of_parsing_find_no_other_tag(hostile: Path, kind_parts: dict[str, set[tuple[str, str]]]) -> None:
    files = {kind: cycle(sorted((hostile / "site" / kind).rglob("index.html"))) for kind in KINDS}
    chosen = [(f"zh {kind}", next(files[kind])) for kind, _ in zip(cycle(KINDS), range(len(LOOSE) // 2), strict=False)]
    small = [(kind, path) for part in PARTS for kind, path in list_documents(hostile, part) if path.stat().st_size < 100_000]
    chosen += {kind: (kind, path) for kind, path in small}.values()
    for kind, path in chosen:
        tree = html5lib.parse(path.read_text("utf-8"), namespaceHTMLElements=False)
        tags = {node.tag.rpartition("}")[2].lower() for node in tree.iter() if isinstance(node.tag, str)}
        assert tags - {tag for tag, _ in kind_parts[kind]} - {"tbody"} == set(), path


@pytest.mark.parametrize("kind", KINDS)
def test_every_payload_is_read_as_the_text_it_is(hostile: Path, kind: str) -> None:
    titles = {Document(path.read_text("utf-8")).text for path in (hostile / "site" / kind).rglob("index.html")}
    texts = "\n".join(titles)
    assert [payload for payload in LOOSE if " ".join(payload.split()) not in texts] == []


@pytest.mark.parametrize("text", ["<p onclick=x>", "<a href='javascript:1'>", "<a href='java\tscript:1'>", "<img src=//evil.example/x>", "<p style=x>", "<iframe srcdoc=x>"])
def test_the_parser_would_see_a_live_one(text: str) -> None:
    assert list(find_live(Document(text).tags))
