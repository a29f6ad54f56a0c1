"""A database gives its memory back between two questions, and answers as before."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from duckdb import DuckDBPyConnection

from wishlight.tables.load import give_back, open_memory, open_on_disk

LOOK = "SELECT count(*), sum(n), current_setting('memory_limit') FROM numbers"
HELD = "SELECT sum(memory_usage_bytes) FROM duckdb_memory() WHERE tag = 'BASE_TABLE'"


@pytest.mark.parametrize("open_", [open_memory, open_on_disk])
def test_what_it_holds_and_what_it_may_hold_stay_the_same(open_: Callable[[str], DuckDBPyConnection]) -> None:
    con = open_("UTC")
    con.execute("CREATE TABLE numbers AS SELECT range AS n, hash(range) AS noise, hash(range + 1) AS more FROM range(6000000)")
    before = con.execute(LOOK).fetchone()
    give_back(con)
    assert con.execute(LOOK).fetchone() == before


def test_a_database_in_a_file_keeps_little() -> None:
    con = open_on_disk("UTC")
    con.execute("CREATE TABLE numbers AS SELECT range AS n, hash(range) AS noise, hash(range + 1) AS more FROM range(6000000)")
    con.execute("SELECT max(noise), max(more), max(n) FROM numbers").fetchone()
    (before,) = con.execute(HELD).fetchone() or (0,)
    give_back(con)
    (after,) = con.execute(HELD).fetchone() or (0,)
    assert after <= 60_000_000 < before
