"""Files that are made from other files and committed because a reader's tools look for them there."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from wishlight.records.board import Board
from wishlight.records.compiled import compile_kind
from wishlight.records.replace import replace_file
from wishlight.records.store import read_file

SCHEMAS = "site_config/schema"
CODEOWNERS = ".github/CODEOWNERS"
GUARDED = ("/.ci/", "/.github/", "/generator/", "/requirements/", *(f"/site_config/{name}.yml" for name in ("board", "fields", "roles", "rules")))
"""What decides over others' rights and over what runs."""


def make_editor_schemas(board: Board) -> dict[str, str]:
    """For each kind of record the JSON Schema that an editor completes and checks with, by path below the board's folder."""
    kinds = [table.kind for table in board.schema.tables.values() if table.kind and table.folder]
    built = {kind: compile_kind(board.schema, kind, board.choice_ids(), with_events=True) for kind in sorted(kinds)}
    return {f"{SCHEMAS}/{kind}.json": json.dumps(schema, ensure_ascii=False, indent=1) + "\n" for kind, schema in built.items()}


def make_codeowners(board: Board) -> dict[str, str]:
    """Whom the forge asks to review a change of what guards the board: the maintainers' posts. No file where no post names a handle.

    The file can hold names only, which may be changed or taken over by others; so no right rests on it. For whom a form or an entry
    counts is decided by numeric ids and posts alone.
    """
    handles = sorted({post.handle for post in board.posts.values() if post.duty == "maintainer" and post.handle})
    if not handles:
        return {}
    width = max(len(path) for path in GUARDED)
    lines = [f"{path:{width}} {' '.join(handles)}\n" for path in GUARDED]
    return {CODEOWNERS: "# Made from site_config/roles.yml by `wishlight generate`; edit there instead.\n" + "".join(lines)}


def list_stale(root: Path, files: Mapping[str, str]) -> list[str]:
    """The paths whose file is missing or says something else."""
    return [path for path, text in files.items() if read_file(root, path) != text.encode()]


def write_files(root: Path, files: Mapping[str, str | bytes]) -> list[str]:
    """Write what differs, each file whole or not at all, and return the paths written."""
    written = []
    for path, content in files.items():
        data = content.encode() if isinstance(content, str) else content
        if read_file(root, path) == data:
            continue
        place = root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        replace_file(place, data)
        written.append(path)
    return written
