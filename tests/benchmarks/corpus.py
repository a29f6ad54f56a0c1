"""A board of any size, the same for the same number: the demo's lives told again by other people in other words.

The demo keeps every rule of the board, within each town by itself. So a corpus is many such towns on one board: each has its own people,
teams, wishes, actions and deeds, tied to each other as the demo's are. Towns lie in quarters with areas and posts of their own; a third
of them lived a year earlier. What was begun and not finished is still open in every fourth town of the last year alone, so that open
wishes are as few among many as on a board that has run for years. The few who come nearly always and the many who come once are the
demo's too.

`python -m tests.benchmarks.corpus N DIR` makes one as a git repository; N may be written 10k.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from .places import ROOT, count_quarters, write_settings
from .repository import both_cores, commit_packed, pack, start_repository
from .towns import Record, Town, choose, name_staff, pour_staff, pour_town, read_demo

CORES = 2


def make_corpus(target: Path, wishes: int) -> dict[str, int]:
    """Write a board of so many wishes as a git repository at `target`; how many records of each kind it has.

    Raises FileExistsError where the folder is already there.
    """
    target.mkdir(parents=True)
    shutil.copytree(ROOT / "site_config", target / "site_config")
    shutil.copytree(ROOT / "content", target / "content")
    shutil.copy(ROOT / "mkdocs.yml", target)
    (target / ".gitignore").write_text("/.wishlight/\n/site/\n", "utf-8")
    read_demo()
    write_settings(target, wishes, name_staff)
    start_repository(target)
    with tempfile.TemporaryDirectory(dir=target.parent) as scratch:
        listings = [Path(scratch) / f"{part}" for part in range(CORES)]
        both_cores([(target, wishes, part, listing) for part, listing in enumerate(listings)], _make_part)
        commit_packed(target, listings, f"A board of {wishes} wishes")
        paths = (line[48:].rstrip() for listing in listings for line in listing.read_bytes().splitlines())
        return dict(Counter(path.split(b"/")[1].decode() for path in paths))


def tell_corpus(wishes: int) -> Iterator[Record]:
    """All records of a board of so many wishes."""
    return (record for part in range(CORES) for record in _tell_part(wishes, part))


def list_towns(wishes: int) -> list[tuple[Town, int]]:
    """The towns of such a board, each with the wishes it may tell at most."""
    quarters, left, sizes = count_quarters(wishes), wishes, {opens: _size(opens=opens) for opens in (True, False)}
    towns = 0
    while left > 0:
        left -= sizes[_opens(towns)]
        towns += 1
    found, left = [], wishes
    for number in range(towns):
        earlier = number >= (2 * towns + 2) // 3
        town = Town(number, number % quarters, earlier, _opens(number) and not earlier)
        found.append((town, min(left, sizes[town.opens])))
        left -= found[-1][1]
    return _fill(found, left, sizes, quarters)


def _fill(found: list[tuple[Town, int]], left: int, sizes: dict[bool, int], quarters: int) -> list[tuple[Town, int]]:
    """More towns of the earlier year where those that have nothing open told too few wishes."""
    while left > 0:
        size = min(left, sizes[False])
        found.append((Town(len(found), len(found) % quarters, earlier=True, opens=False), size))
        left -= size
    return found


def _opens(number: int) -> bool:
    return number % 4 == 0


def _size(*, opens: bool) -> int:
    return sum(mould.kind == "wish" for mould in choose(Town(0, 0, earlier=False, opens=opens), sys.maxsize))


def _tell_part(wishes: int, part: int) -> Iterator[Record]:
    towns = list_towns(wishes)
    for quarter in range(part, count_quarters(wishes), CORES):
        yield from pour_staff(quarter, earlier=any(town.earlier for town, _ in towns))
    for town, size in towns[part::CORES]:
        yield from pour_town(town, size)


def _make_part(target: Path, wishes: int, part: int, listing: Path) -> None:
    pack(target, ((record.path, record.text.encode()) for record in _tell_part(wishes, part)), listing)


def read_size(text: str) -> int:
    """A number of wishes as people type it: 450000 or 450k."""
    return int(text.removesuffix("k")) * (1000 if text.endswith("k") else 1)


def main(arguments: list[str]) -> int:
    """Make the corpus that the arguments ask for."""
    if len(arguments) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    counts = make_corpus(Path(arguments[1]), read_size(arguments[0]))
    print(", ".join(f"{count} {kind}" for kind, count in sorted(counts.items())))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
