"""From a record to the lines of its file in the repository, where the board has a forge."""

from __future__ import annotations

from urllib.parse import quote

from wishlight.records.board.model import Board
from wishlight.records.fields import Schema, list_fields
from wishlight.records.formlinks import repository_link
from wishlight.records.model import Record


def line_links(board: Board, record: Record) -> str:
    """The start of an address that shows who wrote a line of the record's file and when; it ends where the line's number goes.

    Empty text without a forge.
    """
    repository = repository_link(board)
    branch = quote(str(board.info.get("branch", "main")))
    return f"{repository}/blame/{branch}/{quote(record.path)}#L" if repository else ""


def first_line(schema: Schema, record: Record) -> int:
    """The line of the file on which the first history entry stands, in the canonical form that the check asks for."""
    keys = {field.trail[0] for field in list_fields(schema, record.kind) if field.name in record.head}
    rows = [table for table in schema.lists_of(record.kind) if table.key in record.head]
    listed = sum(1 if table.item else 1 + len(record.head[str(table.key)]) for table in rows)
    return 1 + len(keys) + listed + 2
