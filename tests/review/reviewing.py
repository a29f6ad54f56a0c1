"""A board in a repository, with a change on a branch: what the tests of a review begin with."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from record_cases import BOARD
from story_cases import STORIES, Story, read_story


def git(root: Path, *arguments: str) -> str:
    return subprocess.run(["git", "-C", str(root), *arguments], check=True, capture_output=True, text=True).stdout.strip()


def story(name: str) -> Story:
    return next(read_story(file) for file in STORIES if file.stem == name)


def put(root: Path, path: str, data: bytes) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_bytes(data)


def commit(root: Path) -> str:
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "x")
    return git(root, "rev-parse", "HEAD")


def make_repository(root: Path) -> Path:
    """The board of the record cases, committed on main; the branch `change` is checked out."""
    shutil.copytree(BOARD, root)
    git(root, "init", "-q", "-b", "main")
    git(root, "config", "user.email", "t@users.noreply.example")
    git(root, "config", "user.name", "t")
    (root / ".gitignore").write_text(".wishlight/\n")
    commit(root)
    git(root, "checkout", "-q", "-b", "change")
    return root


def start_from(root: Path, name: str, step: int) -> Story:
    """Main holds a story up to a step; the change begins there."""
    told = story(name)
    git(root, "checkout", "-q", "main")
    for each in told.steps[: step + 1]:
        put(root, each.path, each.text)
    commit(root)
    git(root, "checkout", "-q", "-B", "change")
    return told
