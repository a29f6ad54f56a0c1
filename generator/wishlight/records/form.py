"""A record file into its one canonical form, without ever losing anything: what can't be read whole is left as it is."""

from __future__ import annotations

from wishlight.problems import Problem
from wishlight.records.fields import Schema
from wishlight.records.model import Record
from wishlight.records.shape import Shape
from wishlight.records.write import write_record
from wishlight.words import Words

_BOM = b"\xef\xbb\xbf"


def format_bytes(shape: Shape, schema: Schema, path: str, data: bytes, words: Words) -> tuple[bytes | None, list[Problem]]:
    """The file in canonical form, or None with the problems that keep it from being read.

    Mends what an editor on another system does: a byte order mark, Windows line ends, tabs, quoted numbers, the order of keys.
    """
    mended = data.removeprefix(_BOM).replace(b"\r\n", b"\n").replace(b"\r", b"\n").replace(b"\t", b" ")
    record, problems = shape.read(path, mended, words)
    if record is None:
        return None, problems
    text = write_canonical(schema, record).encode()
    again, problems = shape.read(path, text, words)
    if again is None or (again.head, again.history) != (record.head, record.history):
        return None, problems  # a fault of the writer must never cost anybody a record
    return text, []


def write_canonical(schema: Schema, record: Record) -> str:
    """A record's canonical text."""
    rows = [entry.data for entry in record.history]
    return write_record(schema, record.kind, record.head, rows, depth=record.path.count("/"))
