"""Every sheet, made from the demo board and printed: the right paper, nothing cut, nothing on top of another, nothing asked of a network."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from paper.printing import CHROMIUM, print_sheet, same_size
from wishlight.build import count_board, read_judged
from wishlight.pages import Context
from wishlight.paper import Asked, NotPrintableError, list_sheets, make_sheet
from wishlight.records.fold import ActionState, PersonState, WishState
from wishlight.words import load_words

ROOT = Path(__file__).parents[2]
NOW = datetime.fromisoformat("2026-11-25T09:00:00+08:00")
PAPER = {"month": "A3 landscape", "receipt": "A5 portrait"}
pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def context() -> Context:
    return count_board(read_judged(ROOT, load_words("en"), None, NOW))


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as tool:
        opened = tool.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


def ask(context: Context, sheet: str) -> Asked:
    """What each sheet must be told, taken from the demo: an area, a wish somebody holds, a coming action, a named volunteer."""
    states = {id: found.state for id, found in context.folded.items()}
    ids = {
        "poster": lambda s: isinstance(s, ActionState) and s.status == "open",
        "receipt": lambda s: isinstance(s, WishState) and s.status == "fulfilled",
        "brief": lambda s: isinstance(s, WishState) and s.status == "claimed",
        "certificate": lambda s: isinstance(s, PersonState) and s.scope == "board",
    }
    id = next((id for id, state in states.items() if ids[sheet](state)), None) if sheet in ids else None
    return Asked("xinghu-2" if sheet == "worksheet" else None, id, None, "0" * 40)


def make(context: Context, sheet: str, lang: str) -> str:
    return make_sheet(context, sheet, lang, ask(context, sheet)).html


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("sheet", list_sheets())
def test_a_sheet_prints_on_its_paper_with_nothing_cut(context: Context, browser: Any, sheet: str, lang: str) -> None:
    printed = print_sheet(browser, make(context, sheet, lang))
    assert printed.boxes >= 1
    assert len(printed.sizes) == printed.boxes
    assert all(same_size(size, PAPER.get(sheet, "A4 portrait")) for size in printed.sizes)
    assert printed.escaped == []
    assert printed.overlapping == []
    assert printed.requests == [] or all(url.startswith(("about:", "data:")) for url in printed.requests)


TITLE, STORY, PLACE = ("想要一盏夜里会自己亮的小灯，起床看得清路" * 3)[:40], ("夜里起床看不清路，怕摔，" * 30)[:300], ("星湖社区服务站二楼" * 6)[:40]


@pytest.fixture(scope="module")
def long(context: Context) -> Context:
    """The demo with the longest texts that a record may have."""
    texts = {"title": TITLE, "story": STORY, "place": PLACE}
    folded = {}
    for id, one in context.folded.items():
        own = {name: text for name, text in texts.items() if name != "place" or one.record.kind == "action"}
        changed = one.record._replace(head={**one.record.head, **own}) if one.record.kind in ("wish", "action") else one.record
        folded[id] = one._replace(record=changed)
    return replace(context, folded=folded)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("sheet", ["brief", "cards", "month", "poster", "receipt", "slips", "wall"])
def test_the_longest_texts_stay_on_the_paper(long: Context, browser: Any, sheet: str, lang: str) -> None:
    printed = print_sheet(browser, make(long, sheet, lang))
    assert len(printed.sizes) == printed.boxes
    assert (printed.escaped[:5], printed.overlapping[:5]) == ([], [])


@pytest.mark.parametrize("sheet", ["poster", "brief", "receipt", "certificate"])
def test_what_a_sheet_needs_and_was_not_told_is_said(context: Context, sheet: str) -> None:
    with pytest.raises(NotPrintableError):
        make_sheet(context, sheet, "zh", Asked(None, None, None, ""))


def test_an_unknown_id_is_not_printed(context: Context) -> None:
    with pytest.raises(NotPrintableError):
        make_sheet(context, "brief", "zh", Asked(None, "W-000000-000000", None, ""))
