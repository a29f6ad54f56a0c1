"""The stopwatch and what peers are given: a process's children count, a limit ends it, and the frame is ours without our words."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from benchmarks.measure import Limits, run
from benchmarks.ours import forget, is_feed_or_shard, list_written, now
from benchmarks.peers import HUGO, NUNJUCKS, list_peers, read_pins
from benchmarks.skeleton import BODY, DESCRIPTION, PATH, SOURCE, TITLE, fill, read_skeleton

PAGE = """<title>一盏灯 · K</title><meta property="og:title" content="一盏灯 · K"><meta name="description" content="有人要灯">
<link href="https://x/wish/2026-03/W-260302-7K3FQM/">
<article class="body" id="main">
<h1>一盏灯</h1>
<ul class="source-links">
<li><a href="x/wishes/wish/2026-03/02/W-260302-7K3FQM.yml"></a></li></ul></article>
"""
CHILD = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'x = bytearray(300_000_000); import time; time.sleep(1)'])"


def test_the_memory_of_children_counts(tmp_path: Path) -> None:
    done = run([sys.executable, "-c", CHILD], tmp_path)
    assert done.code == 0
    assert done.memory > 300_000_000
    assert done.wall > 1


def test_a_limit_ends_a_run_and_is_named(tmp_path: Path) -> None:
    assert run([sys.executable, "-c", "import time; time.sleep(60)"], tmp_path, limits=Limits(seconds=0.5)).stopped == "time"
    assert run([sys.executable, "-c", CHILD], tmp_path, limits=Limits(memory=1 << 27)).stopped == "memory"


def test_what_a_run_said_is_kept(tmp_path: Path) -> None:
    done = run([sys.executable, "-c", "print('yes'); raise SystemExit(3)"], tmp_path)
    assert (done.said.strip(), done.code) == ("yes", 3)


def test_a_skeleton_has_a_mark_for_each_text_of_a_page(tmp_path: Path) -> None:
    page = tmp_path / "wish/2026-03/W-260302-7K3FQM/index.html"
    page.parent.mkdir(parents=True)
    page.write_text(PAGE, "utf-8")
    skeleton = read_skeleton(tmp_path)
    assert "7K3FQM" not in skeleton
    assert "灯" not in skeleton
    assert [mark in skeleton for mark in (TITLE, DESCRIPTION, PATH, SOURCE, BODY)] == [True] * 5
    for words in (HUGO, NUNJUCKS):
        assert "@@" not in fill(skeleton, **words, body="x")
    page.write_text("<html>", "utf-8")
    with pytest.raises(ValueError, match="frame"):
        read_skeleton(tmp_path)


def test_every_peer_is_pinned_and_has_its_own_place() -> None:
    peers = list_peers()
    assert len({peer.out for peer in peers}) == len(peers) == 6
    assert all("==" in pin or pin.startswith("@11ty/eleventy@") for pin in read_pins())


def test_only_files_written_since_count(tmp_path: Path) -> None:
    (tmp_path / "old").write_text("x", "utf-8")
    since = now()
    (tmp_path / "feed.xml").write_text("x", "utf-8")
    (tmp_path / "page").write_text("x", "utf-8")
    assert [path for path in list_written(tmp_path, since) if not is_feed_or_shard(path)] == ["page"]


def test_forgetting_leaves_the_frames_where_asked(tmp_path: Path) -> None:
    for name in ("cache/shells/zh/site/index.html", "cache/records.msgpack"):
        (tmp_path / ".wishlight" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / ".wishlight" / name).write_text("x", "utf-8")
    forget(tmp_path, keep_shells=True)
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["index.html"]
    forget(tmp_path)
    assert not list((tmp_path / ".wishlight").rglob("*"))
