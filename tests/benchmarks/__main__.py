"""`python -m tests.benchmarks`: measure our build against the quickest site generators, side by side, and write the page that shows it.

What a run does not measure stays as an earlier run left it, with that run's day beside it. Corpora and the other generators are made and
installed below the scratch folder once.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from .as_material import compare
from .book import FILE, Book, read_book
from .cold import measure_cold
from .corpus import read_size
from .machine import describe_machine, describe_versions
from .ours import VARIANTS, remove
from .peers import Peer, install, list_peers
from .report import write_pages
from .searching import measure_search
from .session import Session
from .warm import measure_reading, measure_start, measure_warm

ROOT = Path(__file__).parents[2]
PARTS = ("cold", "warm", "reading", "start", "search", "same")
SAME = 1000
LARGEST_FOR_PEERS = 100_000


def read_arguments(arguments: list[str]) -> argparse.Namespace:
    """What is asked for."""
    names = [peer.name for peer in list_peers()]
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--sizes", default="1k,10k,100k", help="boards to build, by their wishes (1k,10k,100k,450k)")
    parser.add_argument("--peers", default=",".join(names), help=f"generators to measure against, or none ({', '.join(names)})")
    parser.add_argument("--ours", default=",".join(VARIANTS), help=f"which of our builds from nothing ({', '.join(VARIANTS)})")
    parser.add_argument("--parts", default=",".join(PARTS), help=f"what to measure ({', '.join(PARTS)})")
    parser.add_argument("--runs", type=int, default=3, help="runs of each side, in turn; a long one runs once")
    parser.add_argument("--minutes", type=float, default=120, help="when to stop, at the latest")
    parser.add_argument("--scratch", type=Path, default=ROOT / ".cache/benchmarks", help="where boards, sites and generators go")
    parser.add_argument("--corpora", type=Path, help="a folder of boards that python -m tests.benchmarks.corpus made (1k, 10k, …)")
    parser.add_argument("--out", type=Path, default=FILE, help="where the medians are kept")
    parser.add_argument("--pages-only", action="store_true", help="measure nothing, write the pages from what is kept")
    return parser.parse_args(arguments)


def main(arguments: list[str]) -> int:
    """Measure, keep, write."""
    asked = read_arguments(arguments)
    book = read_book(asked.out)
    if not asked.pages_only:
        measure(asked, book)
    if asked.out == FILE:
        write_pages(book)
    return 0


def measure(asked: argparse.Namespace, book: Book) -> None:
    """Everything asked for, the smallest boards first; what was found is kept after each."""
    peers = [peer for peer in list_peers() if peer.name in asked.peers.split(",")]
    parts, scratch = asked.parts.split(","), asked.scratch.resolve()
    scratch.mkdir(parents=True, exist_ok=True)
    tools = install(scratch / "tools") if peers else None
    until = time.monotonic() + 60 * asked.minutes
    session = Session(time.strftime("%Y-%m-%d %H:%M"), scratch, asked.corpora, asked.runs, until, book, asked.out, tools, asked.ours.split(","))
    book.sessions[session.name] = {"machine": describe_machine(scratch), "versions": describe_versions(tools)}
    if "start" in parts:
        measure_start(session, scratch)
    if "same" in parts:
        measure_sameness(session)
    for size in [read_size(text) for text in asked.sizes.split(",")]:
        measure_size(session, size, parts, peers if size <= LARGEST_FOR_PEERS else [])
        remove(scratch / f"peers/{size}")


def measure_sameness(session: Session) -> None:
    """How many stamped pages are the very pages that MkDocs Material would make."""
    count, found = compare(session.board(SAME))
    session.add((SAME, "ours", "same"), {"pages": count, "same": count - len(found)})
    session.say(f"{count - len(found)} of {count} pages are the same")


def measure_size(session: Session, size: int, parts: list[str], peers: list[Peer]) -> None:
    """All parts for one size."""
    if "cold" in parts:
        measure_cold(session, size, peers)
    if "warm" in parts or "search" in parts:
        site = measure_warm(session, size)
        if "search" in parts:
            measure_search(session, size, site)
    if "reading" in parts:
        measure_reading(session, size)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
