"""Files below `wishes/` that are no records, and mail addresses that git would publish with the commits."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from wishlight.records.case import Finding
from wishlight.records.gitdata import GitError, list_mail_addresses, run_git
from wishlight.records.replace import DRAFT
from wishlight.records.store import FOLDER, is_record

_HARMLESS = re.compile(r"[^@]*(?:@(?:[^@]+\.)?noreply\.[^@]+|noreply@[^@]+|no-reply@[^@]+|@[^@]+\.(?:example|invalid|test|localhost|local))?", re.IGNORECASE)
KEPT = frozenset((".gitkeep", "README.md", "README.zh.md"))


def find_strays(root: Path) -> Iterator[Finding]:
    """Files in the records' folders that no kind of record owns: a picture, a note, a file with another ending.

    What a command that was killed left beside a record is nobody's mistake, unless someone has committed it.
    """
    top = len(str(root / FOLDER)) - len(FOLDER)
    for folder, _, names in os.walk(root / FOLDER):
        inside = folder[top:].replace(os.sep, "/")
        for name in sorted(names):
            path = f"{inside}/{name}"
            if name not in KEPT and not is_record(path) and not (DRAFT.fullmatch(name) and not _is_tracked(root, path)):
                yield Finding(path, (), {})


def _is_tracked(root: Path, path: str) -> bool:
    try:
        return bool(run_git(root, "ls-files", "-z", "--", f":(literal){path}"))
    except GitError:
        return False


def is_private(address: str) -> bool:
    """Whether a mail address reaches a person: no-reply addresses and reserved names (RFC 2606) do not."""
    return not _HARMLESS.fullmatch(address)


def find_mail_addresses(root: Path, span: str = "HEAD") -> Iterator[Finding]:
    """One note where commits carry mail addresses that reach a person. The addresses themselves are not repeated. Raises GitError."""
    commits = dict.fromkeys(commit for commit, address in list_mail_addresses(root, span) if is_private(address))
    if commits:
        yield Finding(".git", (), {"n": len(commits), "commit": next(iter(commits))}, "note")
