"""Strings that the detector met after it was made: what it missed at first sight is kept and published, and it only gets better."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest

from records.privacy.labelled import NONE, SEEN, UNSEEN, kinds_in, read_first_sight, read_labelled, score_kind
from wishlight.records.privacy.detect import KINDS


def test_the_unseen_set_is_balanced_and_shares_no_text_with_the_seen_one() -> None:
    rows = read_labelled(UNSEEN)
    counts = Counter(row.kind for row in rows)
    assert set(counts) == {*KINDS, NONE}
    assert min(counts.values()) >= 12
    assert 0.4 < counts[NONE] / len(rows) < 0.6
    assert len({row.text for row in rows}) == len(rows) >= 300
    assert not {row.text for row in rows} & {row.text for row in read_labelled(SEEN)}


def test_what_was_recorded_at_first_sight_is_of_this_set() -> None:
    first = read_first_sight()
    assert tuple(first) == KINDS
    for kind, score in first.items():
        texts = {row.text for row in read_labelled(UNSEEN) if row.kind == kind}
        assert score.tried == len(texts)
        assert texts >= set(score.missed)
        assert not texts & set(score.blamed)


@pytest.mark.figure
def test_what_was_missed_at_first_sight_is_published(figure: Callable[..., None]) -> None:
    first = read_first_sight().values()
    figure("privacy-first-sight", tried=sum(score.tried for score in first), failed=sum(len(score.missed) for score in first))


@pytest.mark.parametrize("kind", KINDS)
def test_no_kind_is_found_less_often_than_at_first_sight(kind: str) -> None:
    assert set(score_kind(kind, UNSEEN).missed) <= set(read_first_sight()[kind].missed)


def test_what_was_mended_stays_mended() -> None:
    scores = [score_kind(kind, UNSEEN) for kind in KINDS]
    missed = [text for score in scores for text in score.missed]
    assert len(missed) <= 1, missed
    assert [score.blamed for score in scores if score.blamed] == []


def test_harmless_text_of_the_unseen_set_is_not_blamed() -> None:
    assert [(row.text, kinds_in(row.text)) for row in read_labelled(UNSEEN) if row.kind == NONE and kinds_in(row.text)] == []
