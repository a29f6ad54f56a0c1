"""One session of measuring: where it works, how long it may take, what it has found."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from .book import Book, Row, middle, write_book
from .corpus import make_corpus
from .frames import stage_frames, write_all
from .measure import Limits, Run, run
from .ours import VARIANTS
from .peers import Ground, Tools
from .repository import git
from .skeleton import read_skeleton


@dataclass
class Session:
    """What every measurement is given. `until` is the moment (of the monotonic clock) at which the session has to end."""

    name: str
    scratch: Path
    corpora: Path | None
    runs: int
    until: float
    book: Book
    out: Path
    tools: Tools | None
    variants: Sequence[str] = tuple(VARIANTS)
    seen: dict[tuple[int, str, str], list[dict[str, float]]] = field(default_factory=dict)

    def left(self) -> float:
        """Seconds that are left."""
        return self.until - time.monotonic()

    def say(self, text: str) -> None:
        """Tell whoever watches."""
        print(f"{time.strftime('%H:%M:%S')} {text}", file=sys.stderr, flush=True)

    def board(self, size: int) -> Path:
        """The corpus of a size: a clone of one that lies ready, else made now. Its records may be changed."""
        target = self.scratch / f"boards/{size}"
        if not (target / ".git").is_dir():
            self.say(f"a board of {size:,} wishes")
            shutil.rmtree(target, ignore_errors=True)
            ready = self.corpora / (f"{size // 1000}k" if size % 1000 == 0 else str(size)) if self.corpora else None
            if ready and ready.is_dir():
                target.parent.mkdir(parents=True, exist_ok=True)
                git(target.parent, "clone", "-q", str(ready), str(target))
            else:
                make_corpus(target, size)
        return target

    def ground(self, size: int, site: Path | None = None) -> Ground:
        """What peers are given at a size; from a site of ours just built where nothing was taken from one yet."""
        folder, board = self.scratch / f"peers/{size}", self.board(size)
        frames, skeleton = folder / "frames", folder / "skeleton.html"
        if not skeleton.is_file() and site:
            shutil.rmtree(frames, ignore_errors=True)
            write_all(stage_frames(board), frames)
            skeleton.write_text(read_skeleton(site), "utf-8")
        return Ground(board, frames, folder, skeleton.read_text("utf-8"))

    def measure(
        self, key: tuple[int, str, str], call: list[str], folder: Path, *, env: Mapping[str, str], seconds: float = 900, expect: tuple[int, ...] = (0,)
    ) -> Run | None:
        """Run a command once and keep what it took. None where the time is up or it did not do its work; then its row says why."""
        if self.left() < 1:
            self.say(f"{key}: no time left")
            return None
        limits = Limits(min(seconds, self.left()))
        done = run(call, folder, env=env, limits=limits)
        if done.stopped == "time" and limits.seconds < seconds:
            self.say(f"{key}: the time was up")
            return None
        if done.stopped or done.code not in expect:
            self.say(f"{key}: {done.stopped or f'exit code {done.code}'} {done.said[-600:]}")
            values = {"wall": round(done.wall, 2), "memory": done.memory}
            self._keep(Row(*key, values, 1, self.name, done.stopped or "failed"))
            return None
        self.add(key, {"wall": done.wall, "cpu": done.cpu, "memory": done.memory})
        self.say(f"{key}: {done.wall:.2f} s, cpu {done.cpu:.2f} s, {done.memory / (1 << 20):.0f} MiB")
        return done

    def add(self, key: tuple[int, str, str], values: dict[str, float]) -> None:
        """Keep one run's values; its row holds the medians."""
        self.seen.setdefault(key, []).append(values)
        self._keep(Row(*key, middle(self.seen[key]), len(self.seen[key]), self.name))

    def more(self, key: tuple[int, str, str], values: dict[str, float]) -> None:
        """More values of the run kept last."""
        self.seen[key][-1].update(values)
        self._keep(Row(*key, middle(self.seen[key]), len(self.seen[key]), self.name))

    def _keep(self, row: Row) -> None:
        """Keep a row at once: a session that is cut off loses nothing it has found."""
        self.book.rows[row.key] = row
        write_book(self.book, self.out)
