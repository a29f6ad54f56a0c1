"""Entries and the lines they stand on."""

from __future__ import annotations

import pytest

from sample_pages import RECORDS, ROOT, read_samples, sample_context
from wishlight.pages.repository import first_line
from wishlight.pages.timeline import list_items
from wishlight.records.shape import Shape
from wishlight.records.store import list_files
from wishlight.words import load_words


def test_entries_stand_on_the_lines_they_are_said_to_in_the_demo_records() -> None:
    board, words, seen = sample_context().board, load_words("en"), 0
    for file in list(list_files(ROOT))[::17]:
        data = (ROOT / file.path).read_bytes()
        record, _ = Shape(board, file.kind).read(file.path, data, words)
        assert record, file.path
        if record.history:
            seen += 1
            lines = data.decode("utf-8").split("\n")
            assert lines[first_line(board.schema, record) - 2] == "history:", file.path
            assert lines[first_line(board.schema, record) - 1].startswith("- {at: "), file.path
    assert seen > 10


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_entry_of_a_record_is_an_item(lang: str) -> None:
    for record in read_samples().values():
        items = list_items(sample_context(), record, lang)
        assert [item.n for item in items] == [entry.n for entry in record.history]
        assert all(item.event and not item.event.startswith("events.") for item in items)
    assert len(list(RECORDS.glob("*.yml"))) > 10
