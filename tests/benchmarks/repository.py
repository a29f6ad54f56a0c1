"""Many files to a git repository at the speed of the disk: blobs go straight into packs, the index is made from their ids, git writes the files."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable
from multiprocessing import get_context
from pathlib import Path

from wishlight.records.store import blob_id

DAY = "2026-11-24T00:00:00Z"
_QUIET = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "GIT_AUTHOR_DATE": DAY, "GIT_COMMITTER_DATE": DAY}
_OPTIONS = (
    "user.name=bench", "user.email=1+bench@users.noreply.github.com", "gc.auto=0", "maintenance.auto=false", "core.fsync=none",
    "pack.compression=1", "core.compression=1", "fastimport.unpackLimit=0", "checkout.workers=2",
)  # fmt: skip


def git(root: Path, *call: str, given: bytes | None = None) -> str:
    """What git says, with settings of our own alone."""
    options = [part for option in _OPTIONS for part in ("-c", option)]
    ran = subprocess.run(["git", "-C", str(root), *options, *call], input=given, stdout=subprocess.PIPE, check=True, env={**os.environ, **_QUIET})
    return ran.stdout.decode("utf-8", "surrogateescape").strip()


def start_repository(root: Path) -> None:
    """An empty repository over whatever the folder holds already, all of that in its index."""
    git(root, "init", "-q", "-b", "main")
    git(root, "add", "-A")


def pack(root: Path, files: Iterable[tuple[str, bytes]], listing: Path) -> None:
    """Put files into one pack and write down their paths and ids; nothing is in the index or on the disk yet."""
    options = [part for option in _OPTIONS for part in ("-c", option)]
    call = ["git", "-C", str(root), *options, "fast-import", "--quiet", "--depth=0"]
    with listing.open("wb") as lines, subprocess.Popen(call, stdin=subprocess.PIPE, env={**os.environ, **_QUIET}) as importing:
        if importing.stdin is None:
            raise OSError("git takes no input")
        for path, data in files:
            importing.stdin.write(b"blob\ndata %d\n%s\n" % (len(data), data))
            lines.write(f"100644 {blob_id(data)}\t{path}\n".encode())
        importing.stdin.close()
        if importing.wait():
            raise OSError("git could not pack the files")


def commit_packed(root: Path, listings: Iterable[Path], message: str) -> None:
    """Commit the packed files with what was in the index before, and let git write them to the disk."""
    lines = [line for listing in listings for line in listing.read_bytes().splitlines(keepends=True)]
    lines.sort(key=lambda line: line[48:])
    git(root, "update-index", "--add", "--index-info", given=b"".join(lines))
    del lines
    git(root, "commit", "-q", "-m", message)
    git(root, "checkout-index", "-a", "-u", "-q")
    git(root, "status", "--porcelain")


def both_cores(jobs: list[tuple[object, ...]], work: object) -> None:
    """Call `work` once for each job, each in a process of its own. Raises OSError where one fails."""
    context = get_context("fork")
    running = [context.Process(target=work, args=job) for job in jobs]  # type: ignore[arg-type]
    for process in running:
        process.start()
    for process in running:
        process.join()
    if any(process.exitcode for process in running):
        raise OSError("a part of the corpus could not be made")
