"""Every sheet of paper of a board: those about many records once, those about one record once for every second text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from unittest.mock import patch

import segno

from sample_pages import read_samples
from trust.hostile_board import fill_record
from wishlight.pages import Context
from wishlight.paper import Asked, list_sheets, list_takes, make_sheet
from wishlight.tables import fold_all

ABOUT = {"brief": "wish-late", "cards": "wish-hostile", "certificate": "person-page", "poster": "action-open", "receipt": "wish-fulfilled", "slips": "wish-hostile"}
"""The sample that a sheet about one record can be printed for."""
AREA = "xinghu-3"


def write_sheets(context: Context, folder: Path) -> None:
    """Write each sheet into a folder of its name, the first ones in every language, the others by turns."""
    with patch("wishlight.pages.codes.segno.make", cache(segno.make)):
        for kind in list_sheets():
            (folder / kind).mkdir(parents=True)
            for n, (seen, asked) in enumerate(_ask(context, kind)):
                for lang in context.languages[n % 2 :][:1] if n > 1 else context.languages:
                    (folder / kind / f"{n}-{lang}.html").write_text(make_sheet(seen, kind, lang, asked).html, "utf-8")


def _ask(context: Context, kind: str) -> Iterator[tuple[Context, Asked]]:
    takes = list_takes(kind)
    if "id!" not in takes:
        yield context, Asked(area=AREA if "area" in takes or "area!" in takes else None)
    if kind not in ABOUT:
        return
    samples = read_samples()
    sample = samples[ABOUT[kind]]
    others = {id: found for id in (record.id for record in samples.values()) if (found := context.folded.get(id))}
    for text in texts_of(context)[list_sheets().index(kind) % 2 :: 2]:
        found = next(fold_all([fill_record(sample, context.board.schema, text, sample.id)], context.board, context.as_of))
        yield replace(context, folded={**others, sample.id: found}), Asked(id=sample.id, commit="0" * 40)


def texts_of(context: Context) -> list[str]:
    """The texts that the board's teams are called by: all that it holds."""
    return list(dict.fromkeys(str(found.record.head["title"]) for found in context.folded.values() if found.record.kind == "team"))
