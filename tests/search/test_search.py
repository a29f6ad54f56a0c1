from __future__ import annotations

import json
import random
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sample_pages import sample_context
from wishlight.search import make_search
from wishlight.search.docs import Doc, fold, list_docs
from wishlight.search.pairs import DIGITS, index_texts, shard_of, write_bits, write_places
from wishlight.search.segments import SEGMENT, Stretch, split_days


def read_places(text: str) -> list[int]:
    places, last, value, shift = [], 0, 0, 0
    for sign in text:
        digit = DIGITS.index(sign)
        value += (digit & 31) << shift
        shift += 5
        if digit < 32:
            last += value
            places.append(last)
            value = shift = 0
    return places


def make_doc(n: int, day: date, title: str = "想要一盏小夜灯") -> Doc:
    return Doc(f"W-{day:%y%m%d}-{n:06d}", day, "wish", "open", "xinghu", "repair", (title,))


@given(st.lists(st.integers(0, 2**31), unique=True))
def test_places_read_back_as_they_were_written(places: list[int]) -> None:
    assert read_places(write_places(sorted(places))) == sorted(places)


@given(st.lists(st.text("灯手机 ab\n", min_size=1, max_size=12), min_size=1, max_size=8), st.integers(0, 5))
def test_every_pair_of_a_text_is_found_where_it_stands(texts: list[str], bits: int) -> None:
    shards = index_texts(texts, 16, bits)
    for n, text in enumerate(texts):
        for at in range(len(text) - 1):
            pair = text[at : at + 2]
            if not pair[0].isspace() and not pair[1].isspace():
                assert n * 16 + at in read_places(shards[shard_of(pair, bits)][pair])
        for sign in set("".join(text.split())):
            assert n in read_places(shards[shard_of(sign, bits)][sign])


def test_no_pair_joins_two_texts() -> None:
    assert not any("灯夜" in keys for keys in index_texts(["小灯\n夜里"], 16, 0))


@pytest.mark.parametrize(("written", "compared"), [("ＡＢ　ｃ", "ab c"), (" 手机\t坏了 ", "手机 坏了"), ("１２", "12")])
def test_width_case_and_blanks_make_no_difference(written: str, compared: str) -> None:
    assert fold(written) == compared


def split(docs: list[Doc]) -> list[Stretch]:
    return split_days((doc.day, (doc.id,)) for doc in docs)


def test_a_segment_stays_as_it_is_when_other_days_get_records() -> None:
    docs = [make_doc(n, date(2026, 1 + n % 7, 1 + n % 28)) for n in range(2 * SEGMENT)]
    more = [*docs, *(make_doc(n, date(2026, 7, 29)) for n in range(5))]
    before, after = ({stretch.name: stretch.ids for stretch in split(found)} for found in (docs, more))
    assert list(before) == list(after) == ["2026-q1", "2026-q2", "2026-07"]
    assert max(map(len, after.values())) <= SEGMENT
    assert {name for name in after if before[name] != after[name]} == {"2026-07"}


def test_a_stretch_with_too_many_records_is_divided_down_to_days() -> None:
    docs = [make_doc(n, date(2026, 3, 9 + n % 2)) for n in range(2 * SEGMENT)]
    assert [stretch.name for stretch in split([*docs, make_doc(1, date(2026, 8, 1))])] == ["2026-03-09", "2026-03-10", "2026-08"]


@given(st.integers(0, 2**40))
def test_bits_are_read_back_as_they_were_written(bits: int) -> None:
    assert sum(DIGITS.index(sign) << 6 * n for n, sign in enumerate(write_bits(bits))) == bits


def test_a_changed_status_changes_the_facets_and_nothing_else() -> None:
    context = sample_context()
    before = {part.path: part.made_from for part in make_search(context.board, context.folded)}
    id, folded = next((id, item) for id, item in context.folded.items() if item.record.kind == "wish" and item.state.status == "open")
    changed = {**context.folded, id: folded._replace(state=folded.state._replace(status="claimed"))}
    after = {part.path: part.made_from for part in make_search(context.board, changed)}
    names = {path.rpartition("/")[2] for path, made_from in after.items() if before[path] != made_from}
    assert names == {"facets-0.js", "index.js"}


def test_every_file_hands_over_its_value_under_its_own_name() -> None:
    context = sample_context()
    for part in make_search(context.board, context.folded):
        text = part.make().decode()
        if "/engine." not in part.path:
            name, _, value = text.removeprefix("wishlightSearch(").removesuffix(")\n").partition(",")
            assert part.path == f"search/data/{json.loads(name)}.js" and json.loads(value) is not None


def test_what_was_removed_on_request_is_not_found() -> None:
    context = sample_context()
    removed = context.words["zh"]("stock.redacted")
    folded = {
        id: item._replace(record=item.record._replace(head={**item.record.head, "story": removed})) if item.record.kind == "wish" else item
        for id, item in context.folded.items()
    }
    docs = list(list_docs(context.board, folded.values()))
    assert docs and not any(removed in doc.texts for doc in docs)


def test_a_pair_finds_its_shard_whatever_its_character() -> None:
    signs = random.Random(1).choices([chr(n) for n in range(33, 0x9FFF)], k=2000)
    assert {shard_of(sign, 4) for sign in signs} == set(range(16))
    assert {shard_of(sign, 0) for sign in signs} == {0}
