"""`python cutting.py < job`: one command, cut at its first write, at its second, and so on, each time in a process and a copy of its own.

A write is the opening of a file for writing, each piece written into it, its flush to the disk, and each making, renaming and removing
of a file or folder below the copy. A cut inside a piece leaves half of it. `kill` ends the process there as `kill -9` does, so that no
`finally` runs; `full` says there that the disk is full. After each cut the copy is judged and the command given once more.

A job is JSON: the `template` folder, a `work` folder for the copies, `argv`, `mode`, `clock`, and `sample`, how many writes to try of a
command with many, besides the first and the last ones. An answer is a line of JSON: the number and kind of the write, the exit code (negative: the signal), and those of the
judge and of the second run. The line of a run without any cut comes last, with the number of writes and what the judge said before it.
"""

from __future__ import annotations

import builtins
import errno
import io
import json
import os
import random
import shutil
import signal
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from datetime import datetime
from pathlib import Path
from typing import Any

HERE = "{here}"
"""Stands for the copy's folder in a job's `argv`."""

EACH_END = 2
"""How many of the first and of the last writes are always tried."""

MAKING, REMOVING = ("mkdir", "replace", "rename", "chmod"), ("unlink", "remove", "rmdir")


class Cutter:
    """Counts the writes below a folder and cuts the one of a number."""

    def __init__(self, top: str, mode: str, at: int, tell: Callable[[str], None]) -> None:
        self.top, self.mode, self.at, self.tell, self.count = top, mode, at, tell, 0

    def meet(self, kind: str) -> bool:
        """Count a write; whether it is the one to cut. A full disk stops nobody from removing."""
        if self.mode == "full" and kind in REMOVING:
            return False
        self.count += 1
        return self.count == self.at

    def cut(self, kind: str) -> None:
        self.tell(kind)
        if self.mode == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), self.top)

    def is_below(self, path: Any, dir_fd: Any = None) -> bool:
        return dir_fd is not None or os.path.abspath(os.fspath(path)).startswith(self.top + os.sep)  # noqa: PTH100 - a link is written where it stands

    def install(self) -> None:
        """Stand between the program and its writes from now on."""
        real_open, real_fsync = io.open, os.fsync

        def opened(file: Any, mode: str = "r", *more: Any, **named: Any) -> Any:
            if isinstance(file, int) or not set(mode) & set("wax+") or not self.is_below(file):
                return real_open(file, mode, *more, **named)
            if self.meet("open"):
                self.cut("open")
            return Pieces(real_open(file, mode, *more, **named), self)

        def fsync(fd: int) -> None:
            if self.meet("fsync"):
                self.cut("fsync")
            real_fsync(fd)

        io.open = builtins.open = opened  # type: ignore[assignment]
        os.fsync = fsync  # type: ignore[assignment]
        for name in (*MAKING, *REMOVING):
            setattr(os, name, self.watch(name, getattr(os, name)))

    def watch(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def watched(path: Any, *more: Any, **named: Any) -> Any:
            if self.is_below(path, named.get("dir_fd")) and self.meet(name):
                self.cut(name)
            return real(path, *more, **named)

        return watched


class Pieces:
    """A file open for writing, of which a piece may be cut in two."""

    def __init__(self, file: Any, cutter: Cutter) -> None:
        self._file, self._cutter = file, cutter

    def write(self, data: Any) -> int:
        if self._cutter.meet("write"):
            self._file.write(data[: len(data) // 2])
            self._file.flush()
            self._cutter.cut("write")
        return int(self._file.write(data))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)

    def __enter__(self) -> Pieces:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()


def run_apart(argv: list[str], folder: Path, job: dict[str, Any], at: int = 0) -> tuple[int, str, int]:
    """Give a command in a process of its own, cut at a write (0: never): its exit code, the kind of write, the writes counted."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        sys.stdout = sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - until the process ends
        cutter = Cutter(str(folder), job["mode"], at, lambda kind: _send(writer, kind))
        cutter.install()
        code = run([part.replace(HERE, str(folder)) for part in argv], folder)
        _send(writer, f" {cutter.count}")
        os._exit(code)
    os.close(writer)
    with os.fdopen(reader) as told:
        kind, _, count = told.read().partition(" ")
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), kind, int(count or 0)


def _send(pipe: int, text: str) -> None:
    os.write(pipe, text.encode())


def try_cut(job: dict[str, Any], at: int) -> dict[str, Any]:
    """Cut a fresh copy at one write, judge it, and give the command again."""
    folder = Path(job["work"]) / f"{job['mode']}-{at}"
    shutil.copytree(job["template"], folder, symlinks=True)
    code, kind, count = run_apart(job["argv"], folder, job, at)
    outcome = {"at": at, "kind": kind, "code": code, "writes": count}
    if kind:
        shutil.copytree(folder, folder.with_name(f"{folder.name}-cut"), symlinks=True)
        outcome |= {"check": judge(folder, job), "again": run_apart(job["argv"], folder, job)[0]}
    return outcome


def judge(folder: Path, job: dict[str, Any]) -> int:
    """What the judge says of a board; 0 where there is none yet."""
    return run_apart(["check"], folder, job)[0] if (folder / "site_config").is_dir() else 0


def choose(writes: int, sample: int) -> list[int]:
    """The numbers of the writes to cut: all of few; of many the first and the last and as many as asked for between."""
    ends = [*range(1, EACH_END + 1), *range(writes - EACH_END + 1, writes + 1)]
    if writes <= sample + len(ends):
        return list(range(1, writes + 1))
    return sorted({*ends, *random.Random(writes).sample(range(EACH_END + 1, writes - EACH_END + 1), sample)})


def main() -> None:
    """Run the command whole, then cut it at the writes that were counted."""
    job = json.load(sys.stdin)
    before = Path(job["work"]) / "before"
    shutil.copytree(job["template"], before, symlinks=True)
    prepare(job["clock"], before)
    whole = {**try_cut(job, 0), "check": judge(before, job)}
    for at in choose(whole["writes"], job["sample"]):
        print(json.dumps(try_cut(job, at)), flush=True)
    print(json.dumps(whole), flush=True)


def prepare(clock: str, board: Path) -> None:
    """Import and work out once what every process needs, and stop the clock."""
    global run
    import wishlight.build
    import wishlight.paper
    import wishlight.starter
    import wishlight.tables.spreadsheet  # noqa: F401 - so that no process imports it again
    from wishlight import cli
    from wishlight.commands import import_, paste
    from wishlight.intake import terminal

    for name in cli.list_commands():
        cli.load_command(name)
    for module in (terminal, import_, paste):
        module.read_clock = lambda: datetime.fromisoformat(clock)  # type: ignore[assignment]
    run = cli.run
    if (board / "site_config").is_dir():
        with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
            run(["check"], board)


if __name__ == "__main__":
    main()
