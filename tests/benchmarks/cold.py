"""Cold builds, ours and the peers' in turn: A B A B, so that a machine that slows down slows all of them."""

from __future__ import annotations

import json
from pathlib import Path

from .ours import VARIANTS, build_call, environment, forget, knows, measure_tree, remove
from .peers import QUIET, Peer, change_one, prepare_all, restore_one
from .session import Session

LONG = 60.0
"""A side that takes longer, in seconds, is run once; the pair that a goal rests on is run as often as asked."""
PAIRED = ("hugo-yaml",)
OUR_LIMIT = 7200.0
LARGEST = 100_000
"""Larger boards are only built whole, and once: that takes as long as all other sizes together."""


def measure_cold(session: Session, size: int, peers: list[Peer]) -> None:
    """All cold builds of one size. A peer also builds once more after one change."""
    known = [name for name, options in VARIANTS.items() if name in session.variants and all(knows(option) for option in options if option.startswith("--"))]
    if size >= LARGEST:
        known = [name for name in known if name != "pages-kept"]  # a second or two of many minutes
    if size > LARGEST:
        build_ours(session, size, "everything")
        return
    for turn in range(session.runs):
        for name in known:
            if _is_wanted(session, (size, "ours", name), turn, paired=True):
                build_ours(session, size, name)
        if turn == 0 and peers and not _prepare(session, size, peers):
            return
        for peer in peers:
            if _is_wanted(session, (size, peer.name, "cold"), turn, paired=peer.name in PAIRED):
                build_peer(session, size, peer, turn)


def build_ours(session: Session, size: int, name: str) -> Path:
    """One cold build of ours; where the site is."""
    board, out, key = session.board(size), session.scratch / f"ours/{size}", (size, "ours", name)
    timings = session.scratch / "timings.json"
    remove(out)
    forget(board, keep_shells=name == "pages-kept")
    done = session.measure(key, build_call(out, *VARIANTS[name], timings=timings), board, env=environment(), seconds=OUR_LIMIT)
    if done:
        files, size_ = measure_tree(out)
        session.more(key, {"files": files, "bytes": size_})
        if name == "everything":
            session.ground(size, out)
            if timings.is_file():
                session.book.phases[str(size)] = json.loads(timings.read_text("utf-8"))["phases"]
    timings.unlink(missing_ok=True)
    return out


def build_peer(session: Session, size: int, peer: Peer, turn: int) -> None:
    """One cold build of a peer, and one after a change."""
    if session.tools is None:
        return
    ground = session.ground(size)
    out, key = ground.folder / peer.out, (size, peer.name, "cold")
    remove(out)
    if peer.kept:
        remove(ground.folder / peer.kept)
    out.parent.mkdir(parents=True, exist_ok=True)
    call, folder = peer.call(session.tools, ground, out), ground.folder / peer.folder
    if session.measure(key, call, folder, env=QUIET):
        files, size_ = measure_tree(out)
        session.more(key, {"files": files, "bytes": size_})
        change_one(ground, peer, turn)
        session.measure((size, peer.name, "changed"), call, folder, env=QUIET)
        restore_one(ground, peer, turn)
    remove(out)


def _prepare(session: Session, size: int, peers: list[Peer]) -> bool:
    """Give the peers what they read; not possible where ours left no page to take the frame from."""
    try:
        prepare_all(session.ground(size), peers)
    except FileNotFoundError:
        session.say(f"{size}: no site of ours, so no peers")
        return False
    return True


def _is_wanted(session: Session, key: tuple[int, str, str], turn: int, *, paired: bool) -> bool:
    if turn == 0:
        return True
    row = session.book.rows.get(key)
    return bool(row) and not row.stopped and row.session == session.name and (paired or row.values["wall"] < LONG)  # type: ignore[union-attr]
