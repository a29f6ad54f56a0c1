"""`wishlight serve`: a record changed on the disk is on the page that a reader has open, without a word typed."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from warm.town import Town

PATIENCE = 120
"""Seconds until this test gives up on a build; how fast one is belongs to the benchmarks."""


@pytest.fixture
def town(tmp_path: Path) -> Town:
    town = Town(tmp_path / "town", random.Random(1), git=False)
    town.build()
    return town


@pytest.fixture
def address(town: Town) -> Iterator[str]:
    call = [sys.executable, "-m", "wishlight", "--root", str(town.root), "serve", "--port", "0", "--lang", "en"]
    with subprocess.Popen(call, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8", env={**os.environ, "PYTHONUNBUFFERED": "1"}) as server:
        assert server.stdout
        try:
            yield next(word for line in server.stdout for word in line.split() if word.startswith("http://127.0.0.1:")).rstrip(".")
        finally:
            server.kill()  # it has nothing to lose, and a shell may have told it to ignore Ctrl-C


def read(address: str) -> str:
    with urllib.request.urlopen(address, timeout=PATIENCE) as answer:  # noqa: S310 - this machine
        return answer.read().decode()


def wait_for(text: str, address: str) -> str:
    """The page once it holds the text; a page without it when patience ends."""
    deadline = time.monotonic() + PATIENCE
    while text not in (page := read(address)) and time.monotonic() < deadline:
        time.sleep(0.2)
    return page


def test_a_changed_record_is_on_its_page_and_tells_the_browser(town: Town, address: str) -> None:
    wish = town.pick("wish")
    page = f"{address.rstrip('/')}/wish/20{wish.id[2:4]}-{wish.id[4:6]}/{wish.id}/"
    number = read(f"{address.rstrip('/')}/-/number")
    assert wish.head["title"] in read(page)
    town.change(wish, {**wish.head, "title": "想要一盏会唱歌的灯"}, town.told(wish))
    assert "想要一盏会唱歌的灯" in wait_for("想要一盏会唱歌的灯", page)
    assert number != wait_for(str(int(number) + 1), f"{address.rstrip('/')}/-/number")


def test_a_record_that_is_refused_leaves_what_is_shown(town: Town, address: str) -> None:
    wish = town.pick("wish")
    page = f"{address.rstrip('/')}/wish/20{wish.id[2:4]}-{wish.id[4:6]}/{wish.id}/"
    town.change(wish, {**wish.head, "category": "nowhere", "title": "想要一盏会跳舞的灯"}, town.told(wish))
    shown = wish.head["title"]
    time.sleep(1)
    assert shown in read(page)
    town.change(wish, {**wish.head, "title": "想要一盏会唱歌的灯"}, town.told(wish))
    assert "想要一盏会唱歌的灯" in wait_for("想要一盏会唱歌的灯", page)
