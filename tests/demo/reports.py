"""Monthly reports: frozen on the third of the next month, so written once and then read back from text, never counted again.

`python -m tests.demo freeze` counts them anew by the board's own figures, as the records stood on each report's day.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from .book import Book, Draft
from .cast import COMMUNITIES, community_of
from .clock import dice
from .texts import read_rows

_FILE = Path(__file__).parent / "texts/reports.txt"
_HAPPY = {"xinghu": (0.80, 0.95), "heye": (0.74, 0.93), "songyuan": (0.62, 0.86)}


def list_months() -> list[tuple[str, date]]:
    """Each month of the demo that has been reported, and the day of its report."""
    months = [(2025, 11), (2025, 12), *((2026, month) for month in range(1, 11))]
    return [(f"{year}-{month:02}", date(year + month // 12, month % 12 + 1, 3)) for year, month in months]


def tell_reports(book: Book) -> None:
    """One report a month; without figures until they were frozen."""
    frozen = {row[0]: row[1] for row in read_rows("reports.txt")} if _FILE.is_file() else {}
    for month, as_of in list_months():
        head: dict[str, Any] = {"id": f"R-{month}", "as_of": as_of.isoformat()}
        figures = [pair.split("=") for pair in frozen.get(month, "").split()]
        if figures:
            head["figures"] = [{"figure": name, "value": int(value)} for name, value in figures]
        callbacks = list(_ask(book, month, as_of))
        if callbacks:
            head["callbacks"] = callbacks
        book.keep(Draft("report", head))
    book.stories["report-later-corrected"] = "R-2026-07"


def _ask(book: Book, month: str, as_of: date) -> Iterator[dict[str, Any]]:
    """What each station heard when it called the homes whose wishes were confirmed in the month."""
    for community in COMMUNITIES:
        done = sum(
            _confirmed(wish, month, as_of) for wish in book.of("wish") if community_of(wish.head["area"]) == community
        )
        if done == 0:
            continue
        chance = dice(f"callbacks/{month}/{community}")
        fates = chance.choices(("reached", "not_reached", "refused"), (76, 17, 7), k=done)
        reached = fates.count("reached")
        full, most = _HAPPY[community]
        rolls = [chance.random() for _ in range(reached)]
        happy = sum(roll < full for roll in rolls)
        content = sum(full <= roll < most for roll in rolls)
        unhappy = reached - happy - content
        yield {
            "area": community,
            "reached": reached,
            "not_reached": fates.count("not_reached"),
            "refused": fates.count("refused"),
            "satisfied": happy,
            "basically": content,
            "dissatisfied": unhappy,
        }


def _confirmed(wish: Draft, month: str, as_of: date) -> int:
    rows = [row for row in wish.history if row["event"] == "confirmed" and row["recorded_at"] < as_of.isoformat()]
    return sum(row.get("happened_on", row["recorded_at"]).startswith(month) for row in rows)


def freeze(root: Path) -> None:
    """Count every report's figures as the records stood on its day, and write them down."""
    from wishlight.records.board import load_board
    from wishlight.records.reading import read_records
    from wishlight.tables import fold_all, make_tables
    from wishlight.words import load_words

    words = load_words("zh")
    board, _ = load_board(root, words)
    records = read_records(root, board, words, use_cache=False).records
    lines = ["# month | figures as they were reported on the third of the next month"]
    for month, as_of in list_months():
        known = [record for record in records if record.kind != "report"]
        con = make_tables(board, fold_all(known, board, as_of), as_of)
        found = con.execute(
            "SELECT figure, value FROM month_figures WHERE month = $1 ORDER BY figure", [month]
        ).fetchall()
        lines.append(f"{month}|" + " ".join(f"{name}={value}" for name, value in found))
    _FILE.write_text("\n".join(lines) + "\n", "utf-8", newline="\n")
