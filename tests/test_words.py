"""The words files: every language says everything, with the same values in its sentences."""

from __future__ import annotations

import re
import string

import pytest
from babel import Locale

from wishlight.words import FIRST, Words, list_languages, load_words

OTHERS = [lang for lang in list_languages() if lang != FIRST]


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_chinese_comes_first_and_english_is_there() -> None:
    assert list_languages()[0] == "zh"
    assert "en" in OTHERS


@pytest.mark.parametrize("lang", OTHERS)
def test_every_language_has_every_key(lang: str) -> None:
    first, other = set(load_words(FIRST).keys()), set(load_words(lang).keys())
    # A language may need a plural form that Chinese has not: English says "1 wish", "2 wishes".
    forms = set(Locale(lang).plural_form.tags) - set(Locale(FIRST).plural_form.tags)
    other = {key for key in other if key.rpartition(".")[2] not in forms}
    assert len(first) > 200
    assert first - other == set(), f"missing in {lang}.yml"
    assert other - first == set(), f"missing in {FIRST}.yml"


@pytest.mark.parametrize("lang", OTHERS)
def test_sentences_use_the_same_values_in_every_language(lang: str) -> None:
    first, other = load_words(FIRST), load_words(lang)
    differing = [key for key in first.keys("") if placeholders(first._table[key]) != placeholders(other._table[key])]
    assert differing == []


def test_english_words_hold_no_chinese() -> None:
    # Place and button names are quoted in Chinese where a reader must find them on a Chinese page.
    words = load_words("en")
    whole = [key for key in words.keys("") if re.fullmatch(r"[\u4e00-\u9fff，。！？、]+", words._table[key])]
    assert [key for key in whole if not key.startswith(("languages.", "site.languages."))] == []


def test_a_missing_key_falls_back_to_english_then_to_the_key() -> None:
    words = Words("xx", {"a": "甲"}, {"a": "A", "b": "B {n}"})
    assert (words("a"), words("b", n=3), words("c.d")) == ("甲", "B 3", "c.d")


def test_a_boards_own_words_win() -> None:
    words = load_words("zh").extended({"fields.wish.lift": "有电梯"})
    assert words("fields.wish.lift") == "有电梯"


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(KeyError):
        load_words("xx")
