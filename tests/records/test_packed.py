"""A record kept as bytes says all that it said before."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from record_cases import load_case_board, read_neighbours
from wishlight.records.packed import open_lazily, open_wholly, pack

ZONE = ZoneInfo("Asia/Shanghai")


def test_a_record_comes_out_as_it_went_in() -> None:
    records = list(read_neighbours())
    assert records and any(record.history for record in records)
    zone = load_case_board().zone
    for record in records:
        lazy = open_lazily(pack(record), zone)
        whole = open_wholly(lazy)
        assert (lazy.kind, lazy.id, lazy.path, len(lazy.history)) == (record.kind, record.id, record.path, len(record.history))
        assert dict(lazy.head) == dict(record.head) == whole.head
        assert lazy.history == tuple(record.history) == whole.history
        assert list(lazy.history[1:]) == list(record.history[1:]) and [*lazy.head] == [*record.head]
        assert repr(whole.history) == repr(lazy.history) and repr(whole.head) == repr(lazy.head)


def test_what_is_asked_of_a_head_is_answered_without_opening_it_by_hand() -> None:
    record = next(record for record in read_neighbours() if record.kind == "wish")
    lazy = open_lazily(pack(record), ZONE)
    assert "title" in lazy.head and lazy.head["title"] == record.head["title"] and lazy.head.get("nothing", 7) == 7
    assert lazy.history[-1].event == record.history[-1].event and lazy.history == lazy.history
