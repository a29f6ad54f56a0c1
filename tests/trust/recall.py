"""How much personal data is found, kind by kind: the set that the patterns were mended on, and new text at first sight; with the misses."""

from __future__ import annotations

import re
from collections.abc import Mapping

from tests.records.privacy.labelled import SEEN, UNSEEN, Score, read_first_sight, score_kind

from wishlight.records.privacy.detect import KINDS
from wishlight.words import load_words

_TABLE = re.compile(r"(?<=<!-- recall -->\n).*?(?=<!-- end of recall -->)", re.DOTALL)
_COLUMNS = re.compile(r"^<!-- recall columns: (.*) -->$", re.MULTILINE)
_LISTS = re.compile(r"^<!-- recall lists: (.*) / (.*) -->$", re.MULTILINE)


def measure() -> Mapping[str, tuple[Score, Score, Score]]:
    """By kind: the seen set now, new text at first sight, the same text now."""
    first = read_first_sight()
    return {kind: (score_kind(kind, SEEN), first[kind], score_kind(kind, UNSEEN)) for kind in KINDS}


def print_recall() -> str:
    """The table for a terminal, with the misses at first sight."""
    lines = [f"{'personal data':16}{'seen set':>18}{'new, first sight':>18}{'new, now':>18}"]
    for kind, scores in measure().items():
        lines.append(f"{kind:16}" + "".join(f"{_share(score):>18}" for score in scores))
        lines += [f"    missed at first sight: {text}" for text in scores[1].missed]
    return "\n".join(lines)


def fill_recall(text: str, lang: str) -> str:
    """A page with the table and the misses written anew between their two marks. Raises ValueError where the page has no words for them."""
    columns, lists = _COLUMNS.search(text), _LISTS.search(text)
    if columns is None or lists is None:
        raise ValueError(f"the page in {lang} names no columns or lists of what is found")
    words, scores = load_words(lang), measure()
    rows = [f"| {words(f'privacy.{kind}')} | " + " | ".join(map(_share, of)) + " |" for kind, of in scores.items()]
    total = "| **" + "** | **".join(["Σ", *(_share(_add([of[place] for of in scores.values()])) for place in range(3))]) + "** |"
    table = "\n".join([columns[1], "|---|---|---|---|", *rows, total])
    missed = [_list(lists[1], [t for _, first, _ in scores.values() for t in first.missed])]
    missed.append(_list(lists[2], [t for seen, _, now in scores.values() for t in (*seen.missed, *now.missed)]))
    return _TABLE.sub(lambda _: f"\n{table}\n\n" + "\n\n".join(missed) + "\n\n", text)


def _share(score: Score) -> str:
    return f"{score.found}/{score.tried}, {100 * score.recall:.0f} %; {100 * score.precision:.0f} %"


def _add(scores: list[Score]) -> Score:
    return Score(
        sum(score.found for score in scores),
        tuple(text for score in scores for text in score.missed),
        tuple(text for score in scores for text in score.blamed),
    )


def _list(title: str, texts: list[str]) -> str:
    return "\n".join([f"{title} ({len(texts)}):", "", *(f"- `{text}`" for text in texts)])
