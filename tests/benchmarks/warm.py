"""Work on a board that was built before, and the small commands: what a claim costs, also the first of a day, what nothing costs, what starting costs."""

from __future__ import annotations

import json
import os
import sys
from datetime import date, timedelta
from pathlib import Path

from .cold import OUR_LIMIT, build_ours
from .ours import (
    LAST,
    build_call,
    environment,
    find_claims,
    forget,
    is_feed_or_shard,
    list_written,
    make_claim,
    now,
    wishlight,
)
from .repository import git
from .session import Session

PLAIN = """
import sys, yaml
from wishlight.records.store import list_files
from pathlib import Path
n = 0
for file in list_files(Path(sys.argv[1])):
    with open(file.disk, "rb") as data:
        yaml.load(data.read(), Loader=yaml.CSafeLoader)
    n += 1
print(n)
"""
STARTS = 11


def measure_warm(session: Session, size: int) -> Path:
    """Builds after nothing, after one claim and after the first claim of a new day, and the check of one change; where the site is."""
    board, out = session.board(size), session.scratch / f"ours/{size}"
    if not (out / "index.html").is_file() or not _is_whole(session, size):
        out = build_ours(session, size, "everything")
    claims = iter(list(find_claims(board))[: 4 * session.runs + 4])
    _build(session, size, out, "settle", since=now())
    day = date.fromisoformat(json.loads((out / "build.json").read_text("utf-8"))["as_of"])
    for _ in range(session.runs):
        for _ in range(3):
            session.measure((size, "git", "status"), ["git", "-C", str(board), "status", "--porcelain"], board, env={})
        _build(session, size, out, "nothing", since=now())
        make_claim(board, next(claims), day)
        _build(session, size, out, "claim", since=now())
        claim = next(claims)
        before, looks = claim.path.read_bytes(), claim.path.stat()
        claim.path.write_bytes(before + claim.line(LAST).encode())
        session.measure((size, "ours", "check-one"), wishlight("check", str(claim.path)), board, env=environment())
        claim.path.write_bytes(before)
        os.utime(claim.path, ns=(looks.st_atime_ns, looks.st_mtime_ns))  # as if nobody had touched it
    head = git(board, "rev-parse", "HEAD")
    for _ in range(session.runs):
        day += timedelta(days=1)
        make_claim(board, next(claims), day)
        _build(session, size, out, "new-day", since=now())
    git(board, "reset", "--quiet", "--hard", head)  # or the board's day would run ahead of the calendar's, which the judge refuses
    session.book.rows.pop((size, "ours", "settle"), None)  # the first build after another one's may have had more to do
    git(board, "status", "--porcelain")
    return out


def measure_reading(session: Session, size: int) -> None:
    """Strict reading and judging of every record, against a plain load of the same files."""
    board = session.board(size)
    for _ in range(session.runs):
        done = session.measure((size, "pyyaml", "load"), [sys.executable, "-c", PLAIN, str(board)], board, env=environment())
        if done:
            session.more((size, "pyyaml", "load"), {"records": float(done.said.split()[-1])})
        forget(board)
        session.measure((size, "ours", "check"), wishlight("check"), board, env=environment(), seconds=OUR_LIMIT)


def measure_start(session: Session, board: Path) -> None:
    """How long it takes to be told what can be typed, over the interpreter's own start."""
    for _ in range(STARTS):
        session.measure((0, "python", "start"), [sys.executable, "-c", "pass"], board, env=environment())
        session.measure((0, "ours", "help"), wishlight("--help"), board, env=environment())


def _build(session: Session, size: int, out: Path, what: str, *, since: int) -> None:
    board, key = session.board(size), (size, "ours", what)
    timings = session.scratch / "timings.json" if what == "claim" else None
    if session.measure(key, build_call(out, timings=timings), board, env=environment(), seconds=OUR_LIMIT):
        if timings and timings.is_file():
            session.book.phases[f"{size} claim"] = json.loads(timings.read_text("utf-8"))["phases"]
        written = list_written(out, since)
        session.more(key, {"written": len(written), "outside": sum(not is_feed_or_shard(path) for path in written)})


def _is_whole(session: Session, size: int) -> bool:
    """Whether the site on the disk is the last of the builds of everything: smaller ones go to the same folder."""
    return (session.scratch / f"ours/{size}/search/data").is_dir() and (session.board(size) / ".wishlight").is_dir()
