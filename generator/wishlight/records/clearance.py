"""What the judge need not look at twice: files in which the rules that look at a file alone found nothing.

Such rules (`ALONE = True`) depend on the file's bytes, the board's fields and the program, so a git blob id is enough to know a cleared file
by, where it stands. The cache is never taken from the repository itself: whoever changes records could otherwise clear them too.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

from wishlight.kept import read_kept, save_kept
from wishlight.records.board.model import Board
from wishlight.records.gitdata import GitError, run_git
from wishlight.records.program import name_program

FOLDER = ".wishlight"
FILE = "cache/cleared.msgpack"


class Clearance:
    """The cleared files of one run: `blobs` are the files' blob ids by path."""

    def __init__(self, blobs: Mapping[str, str], cleared: set[str]) -> None:
        self._blobs, self._cleared = blobs, cleared
        self.cleared: set[str] = set()

    def copy(self) -> Clearance:
        """The same knowledge, with nothing cleared by it yet."""
        return Clearance(self._blobs, self._cleared)

    def is_cleared(self, path: str) -> bool:
        """Whether an earlier run found nothing in this very file."""
        if self._name(path) not in self._cleared:
            return False
        self.clear(path)
        return True

    def clear(self, path: str) -> None:
        """Remember that nothing was found in a file."""
        if path in self._blobs:
            self.cleared.add(self._name(path))

    def _name(self, path: str) -> str:
        return f"{self._blobs.get(path)} {path}"


def read_clearance(root: Path, board: Board, blobs: Mapping[str, str]) -> Clearance:
    """What was cleared by an earlier run of this program under the same fields."""
    key, cleared = read_kept(root / FOLDER / FILE, tuple[str, set[str]]) or ("", set())
    return Clearance(blobs, cleared if key == _name(board) and not is_tracked(root) else set())


def save_clearance(root: Path, board: Board, clearance: Clearance) -> None:
    """Keep what is cleared for the next run; where the folder can't be written, the next run looks again."""
    with suppress(OSError):
        save_kept(root / FOLDER / FILE, (_name(board), sorted(clearance.cleared)))


def is_tracked(root: Path) -> bool:
    """Whether someone committed what belongs to this machine alone."""
    return bool(list_tracked(root))


def list_tracked(root: Path) -> list[str]:
    """The committed files of the folder that belongs to this machine alone; none where there is no git."""
    try:
        return run_git(root, "ls-files", "-z", "--", FOLDER).decode("utf-8", "replace").split("\0")[:-1]
    except GitError:
        return []


def _name(board: Board) -> str:
    tables = {file: table.descriptor for file, table in board.schema.tables.items()}
    return blake2b(f"{name_program()} {tables!r}".encode(), digest_size=16).hexdigest()
