"""What git holds: trees, blobs, commits. Read by git's own programs, so that it is always what git itself would say."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import IO, NamedTuple

MISSING = "git: command not found"


class GitError(Exception):
    """Git is missing, refuses, or lacks what was asked for; the text is git's own."""


class BaseError(GitError):
    """There is nothing to compare with; the text is the rule that names the words under `check`."""


class Stored(NamedTuple):
    """A path in a tree: its mode (100644 for a plain file) and its blob id."""

    mode: str
    blob: str


class Change(NamedTuple):
    """One path that a commit changed. `old` is None for a new path, `new` for one that is gone."""

    commit: str
    path: str
    old: Stored | None
    new: Stored | None


def run_git(root: Path, *arguments: str) -> bytes:
    """What a git command prints. Raises GitError."""
    call = ["git", "-C", str(root), *arguments]
    try:
        return subprocess.run(call, capture_output=True, check=True, stdin=subprocess.DEVNULL).stdout
    except FileNotFoundError:
        raise GitError(MISSING) from None
    except subprocess.CalledProcessError as error:
        raise GitError(error.stderr.decode("utf-8", "replace").strip()) from None


def find_merge_base(root: Path, ref: str) -> str:
    """The newest commit that HEAD and `ref` share. Raises GitError, of the kind BaseError where there is no `ref` or they share none."""
    _refuse_unknown(root, ref)
    try:
        return run_git(root, "merge-base", "HEAD", ref).decode().strip()
    except GitError as error:
        raise error if str(error) else BaseError("no-shared") from None


def _refuse_unknown(root: Path, ref: str) -> None:
    try:
        run_git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}")
    except GitError as error:
        raise error if str(error) else BaseError("no-commit") from None  # asked to be quiet, git says nothing of what is only not there


def list_parents(root: Path, ref: str) -> list[str]:
    """A commit and the commits it was made from. Raises GitError."""
    return run_git(root, "rev-list", "--parents", "-n", "1", "--end-of-options", ref, "--").decode().split()


def list_tree(root: Path, commit: str, *folders: str) -> dict[str, Stored]:
    """All files of a commit below the folders, by path from the board's root."""
    out = run_git(root, "ls-tree", "-r", "-z", "--full-name", commit, "--", *folders)
    prefix = run_git(root, "rev-parse", "--show-prefix").decode().strip()
    found = {}
    for row in filter(None, out.split(b"\0")):
        facts, _, path = row.partition(b"\t")
        mode, _, blob = facts.decode().split(" ")
        found[path.decode("utf-8", "replace").removeprefix(prefix)] = Stored(mode, blob)
    return found


def list_changed_since(root: Path, commit: str, folder: str) -> list[str]:
    """The files below a folder that differ from a commit's, or that git does not know, by path from the board's root. Raises GitError."""
    with listing_changed_since(root, commit, folder) as find:
        return find()


@contextmanager
def listing_changed_since(root: Path, commit: str, folder: str) -> Iterator[Callable[[], list[str]]]:
    """The same beside whatever else there is to do until it is asked for, once at most; whoever asks gets the GitError."""
    calls = (["diff", "--name-only", "--relative", "--no-renames", "-z", commit, "--", folder], ["ls-files", "--others", "-z", "--", folder])
    with ExitStack() as stack:
        asked = [stack.enter_context(_ask(root, call)) for call in calls]
        yield lambda: [path for find in asked for path in find().decode("utf-8", "replace").split("\0") if path]


@contextmanager
def _ask(root: Path, call: list[str]) -> Iterator[Callable[[], bytes]]:
    """A git command that is under way, and what it prints. It takes no lock that somebody else's command may wait for, and ends with whoever asked."""
    try:
        whole = ["git", "--no-optional-locks", "-C", str(root), *call]
        process = subprocess.Popen(whole, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    except FileNotFoundError:
        raise GitError(MISSING) from None
    with process:
        try:
            yield partial(_read_answer, process)
        finally:
            process.kill()


def _read_answer(process: subprocess.Popen[bytes]) -> bytes:
    out, error = process.communicate()
    if process.returncode:
        raise GitError(error.decode("utf-8", "replace").strip())
    return out


def find_head(root: Path) -> str:
    """The commit that is checked out; empty where there is none."""
    try:
        return run_git(root, "rev-parse", "--verify", "--quiet", "HEAD").decode().strip()
    except GitError:
        return ""


def list_index_modes(root: Path, folder: str) -> dict[str, str]:
    """The mode of each path that git tracks below a folder, as the next commit would hold it."""
    out = run_git(root, "ls-files", "-s", "-z", "--", folder)
    rows = (row.partition(b"\t") for row in out.split(b"\0") if row)
    return {path.decode("utf-8", "replace"): facts.decode().split(" ")[0] for facts, _, path in rows}


def is_shallow(root: Path) -> bool:
    """Whether the history was cut short when it was fetched."""
    return run_git(root, "rev-parse", "--is-shallow-repository").strip() == b"true"


def walk_changes(root: Path, span: str, folder: str) -> Iterator[Change]:
    """Every change of the branch's own line of commits below a folder, oldest first; `span` is a commit or `from..to`.

    A merge counts as one step from its first parent: what a branch did before it was merged was never the board's.
    """
    prefix = run_git(root, "rev-parse", "--show-prefix").decode().strip()
    options = ["--first-parent", "-m", "--reverse", "--raw", "-z", "--no-abbrev", "--no-renames", "--format=%x00%H"]
    out = run_git(root, "log", *options, "--end-of-options", span, "--", folder)
    commit = ""
    parts = iter(out.split(b"\0"))
    for part in parts:
        text = part.strip(b"\n")
        if text.startswith(b":"):
            old_mode, new_mode, old, new, _ = text[1:].decode().split(" ")
            path = next(parts).decode("utf-8", "replace").removeprefix(prefix)
            yield Change(commit, path, _stored(old_mode, old), _stored(new_mode, new))
        elif text:
            commit = text.decode()


def list_mail_addresses(root: Path, span: str = "HEAD") -> Iterator[tuple[str, str]]:
    """Commit and mail address of every author and committer, newest first."""
    for line in run_git(root, "log", "--format=%h %ae%n%h %ce", span).decode("utf-8", "replace").splitlines():
        commit, _, address = line.partition(" ")
        yield commit, address


class Blobs:
    """Reads blobs through one `git cat-file --batch`, thousands a second. Use it in a `with`."""

    def __init__(self, root: Path) -> None:
        call = ["git", "-C", str(root), "cat-file", "--batch"]
        try:
            self._process = subprocess.Popen(call, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        except FileNotFoundError:
            raise GitError(MISSING) from None

    def __enter__(self) -> Blobs:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._process.communicate()

    def read(self, blob: str) -> bytes:
        """The bytes of a blob. Raises GitError where the repository lacks it."""
        write, out = _pipes(self._process)
        write.write(blob.encode() + b"\n")
        write.flush()
        facts = out.readline().split()
        if len(facts) != 3:
            raise GitError(f"missing object {blob}")
        data = out.read(int(facts[2]))
        out.read(1)
        return data


def _pipes(process: subprocess.Popen[bytes]) -> tuple[IO[bytes], IO[bytes]]:
    if process.stdin is None or process.stdout is None:
        raise GitError("git cat-file: no pipe")
    return process.stdin, process.stdout


def _stored(mode: str, blob: str) -> Stored | None:
    return None if mode == "000000" else Stored(mode, blob)


def data_commit(root: Path) -> str:
    """The commit that the records and settings stand at, or empty text outside a git repository."""
    try:
        return run_git(root, "log", "-1", "--format=%H", "--", "wishes", "site_config", "content").decode().strip()
    except GitError:
        return ""
