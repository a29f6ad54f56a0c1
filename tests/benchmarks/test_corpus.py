"""A made board is a board: the judge refuses nothing in it, it has the number asked for, and it is the same every time."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml

from benchmarks.corpus import make_corpus, tell_corpus
from benchmarks.ours import find_claims, make_claim
from benchmarks.phrases import list_texts
from benchmarks.places import count_quarters, write_holidays
from wishlight.problems import has_refusal
from wishlight.records.check import check_board
from wishlight.words import load_words

WISHES = 1000
"""Enough for two quarters and for towns of both years."""


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("corpus") / "board"
    counts = make_corpus(target, WISHES)
    assert counts["wish"] == WISHES
    return target


def test_the_judge_refuses_nothing_in_it(corpus: Path) -> None:
    report = check_board(corpus, load_words("en"), datetime(2026, 11, 24, tzinfo=UTC))
    assert not has_refusal(report.problems), [problem for problem in report.problems if problem.level == "refuse"][:5]
    assert report.records > WISHES


def test_it_covers_two_years_and_areas_of_its_own(corpus: Path) -> None:
    days = sorted(path.name[2:8] for path in (corpus / "wishes/wish").rglob("*.yml"))
    assert days[0] < "241231"
    assert days[-1] > "261101"
    areas = {line for path in (corpus / "wishes/wish").rglob("*.yml") for line in path.read_text("utf-8").splitlines() if line.startswith("area: ")}
    assert {"area: xinghu-1", "area: qingwan-1"} <= areas


def test_the_same_number_gives_the_same_bytes() -> None:
    first, second = ({r.path: hashlib.sha256(r.text.encode()).digest() for r in tell_corpus(700)} for _ in range(2))
    assert first == second
    assert first != {r.path: hashlib.sha256(r.text.encode()).digest() for r in tell_corpus(701)}


def test_ten_thousand_wishes_speak_in_more_than_twenty_thousand_texts() -> None:
    texts: set[str] = set()
    paths: set[str] = set()
    for record in tell_corpus(10_000):
        assert record.path not in paths
        paths.add(record.path)
        texts.update(part for part in record.text.split('"')[1::2])
    assert len(texts) > 20_000


def test_a_city_has_all_quarters_and_a_village_one() -> None:
    assert (count_quarters(300), count_quarters(1000), count_quarters(10_000), count_quarters(450_000)) == (1, 2, 17, 17)


def test_the_year_before_has_the_same_days_off() -> None:
    years = yaml.load(write_holidays(), Loader=yaml.BaseLoader)  # noqa: S506 - text only, so that `off` stays a word
    assert set(years) == {"2024", "2025", "2026", "2027"}
    assert len(years["2025"]["off"]) == len(years["2026"]["off"])


def test_only_free_texts_are_told_anew() -> None:
    row = {"title": "一盏灯", "id": "W-1", "story": "为保护本人，这里不写。"}
    assert dict(list_texts(row)) == {"title": "一盏灯"}


def test_claims_made_to_be_measured_are_within_the_rules(corpus: Path) -> None:
    claims = list(find_claims(corpus))
    assert len(claims) > 8
    for claim in claims[:8]:
        make_claim(corpus, claim)
    report = check_board(corpus, load_words("en"), datetime(2026, 11, 24, tzinfo=UTC))
    assert not has_refusal(report.problems), report.problems[:5]
