"""How much personal data of each kind is found in the labelled strings, and how often something harmless is blamed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest

from records.privacy.labelled import NONE, SEEN, kinds_in, read_labelled, score_kind
from wishlight.records.privacy import find_personal_data
from wishlight.records.privacy.detect import ASKED, KINDS, REFUSED

FLOORS = {
    **dict.fromkeys(("mobile", "id-number"), (0.95, 1.0)),
    **dict.fromkeys(("bank-card", "e-mail", "qq"), (1.0, 1.0)),
    "chat": (0.95, 1.0),
    **dict.fromkeys(("landline", "plate", "room", "minor"), (0.95, 0.95)),
    "name": (0.95, 0.95),
}
"""Kind: (least recall, least precision)."""


def test_the_set_is_large_and_balanced_and_holds_no_text_twice() -> None:
    rows = read_labelled()
    counts = Counter(row.kind for row in rows)
    assert len(rows) >= 400
    assert set(counts) == {*KINDS, NONE}
    assert min(counts.values()) >= 20
    assert 0.4 < counts[NONE] / len(rows) < 0.6
    assert len({row.text for row in rows}) == len(rows)
    assert {file.stem for file in SEEN.glob("*.tsv")} == {*KINDS, "negatives"}


def test_each_file_holds_its_own_kind() -> None:
    for file in SEEN.glob("*.tsv"):
        kinds = {line.split("\t")[0] for line in file.read_text("utf-8").splitlines()}
        assert kinds == {NONE if file.stem == "negatives" else file.stem}


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_is_found_as_often_as_promised(kind: str) -> None:
    score = score_kind(kind)
    least_recall, least_precision = FLOORS[kind]
    print(
        f"{kind}: recall {score.recall:.3f}, precision {score.precision:.3f}; missed {score.missed}; blamed {score.blamed}"
    )
    assert score.recall >= least_recall, score.missed
    assert score.precision >= least_precision, score.blamed


@pytest.mark.figure
def test_what_is_missed_is_counted(figure: Callable[..., None]) -> None:
    scores = [score_kind(kind) for kind in KINDS]
    missed = sum(len(score.missed) for score in scores)
    tried = sum(score.found for score in scores) + missed
    assert missed * 20 <= tried
    figure("privacy-recall", tried=tried, failed=missed)


def test_harmless_text_is_never_blamed() -> None:
    harmless = [row.text for row in read_labelled() if row.kind == NONE]
    blamed = [(text, kinds_in(text)) for text in harmless if kinds_in(text)]
    assert blamed == []


def test_what_is_sure_is_refused_and_what_is_not_is_asked_about() -> None:
    assert set(REFUSED) | set(ASKED) == set(KINDS)
    assert not set(REFUSED) & set(ASKED)
    seen = Counter()
    for row in read_labelled():
        for item in find_personal_data(row.text):
            seen[item.kind, item.level] += 1
    assert set(seen) == {*((kind, "refuse") for kind in REFUSED), *((kind, "ask") for kind in ASKED)}


def test_a_finding_never_carries_what_it_found() -> None:
    for row in read_labelled():
        for item in find_personal_data(row.text):
            assert {type(value) for value in item} == {str, int}
            assert item.kind in KINDS
            assert 0 <= item.start < item.end
