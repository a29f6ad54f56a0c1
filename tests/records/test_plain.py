"""The fast reader of canonical files: whatever it takes, it gives what the strict reader gives."""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path

import pytest

from wishlight.records.plain import read_plain
from wishlight.records.read import RefusedError, decode, read_strictly

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "wishes").rglob("*.yml"))
TOP = "# yaml-language-server: $schema=../site_config/schema/wish.json\n"
SIGNS = ':,{}[]"\\#&*!|>%@`?-~ \n\t\'=<' + "aZ09微null"


@cache
def read_all() -> tuple[str, ...]:
    return tuple(file.read_text("utf-8") for file in FILES)


def strictly(text: str) -> object:
    """What the strict reader gives; the name of the rule where it refuses."""
    try:
        return read_strictly(decode(text.encode()))
    except RefusedError as refused:
        return refused.rule


def fastly(text: str) -> object:
    """What the fast reader gives for a text that holds no hidden signs, as it is always asked."""
    try:
        return read_plain(decode(text.encode()))
    except RefusedError:
        return None


def test_every_record_of_the_demo_is_read_the_fast_way_but_those_with_a_backslash() -> None:
    assert len(FILES) > 500
    left = [text for text in read_all() if read_plain(text) is None]
    assert all("\\" in text for text in left), left[:1]
    assert len(left) < len(FILES) // 20


def test_what_the_fast_reader_takes_is_what_the_strict_one_gives() -> None:
    for text in read_all():
        fast = fastly(text)
        assert fast is None or fast == strictly(text)


@pytest.mark.parametrize("seed", range(8))
def test_a_damaged_file_is_left_to_the_strict_reader_or_read_alike(seed: int) -> None:
    chance, taken = random.Random(seed), 0
    texts = read_all()
    for _ in range(700):
        text = _damage(chance.choice(texts), chance)
        fast = fastly(text)
        if fast is not None:
            taken += 1
            assert fast == strictly(text), text
    assert taken > 20, "some damage is no damage"


def _damage(text: str, chance: random.Random) -> str:
    for _ in range(chance.randint(1, 3)):
        at = chance.randrange(len(text))
        match chance.randrange(5):
            case 0:
                text = text[:at] + chance.choice(SIGNS) + text[at:]
            case 1:
                text = text[:at] + text[at + chance.randint(1, 3) :]
            case 2:
                text = text[:at] + chance.choice(SIGNS) + text[at + 1 :]
            case 3:
                lines = text.split("\n")
                chance.shuffle(lines[2:])
                lines.insert(chance.randrange(len(lines)), chance.choice(lines))
                text = "\n".join(lines)
            case _:
                end = min(len(text), at + chance.randint(1, 12))
                text = text[:at] + text[at:end] * 2 + text[end:]
    return text


@pytest.mark.parametrize(
    "body",
    [
        "a: b\na: c\n",
        "a: null\n",
        "a: b:\n",
        "a: b #c\n",
        "a:  b\n",
        "a: 'b'\n",
        "a: &x b\n",
        "a: !!str b\n",
        "a: [b, null]\n",
        "a: []\n",
        "a: {}\n",
        "a:\n",
        "a:\nb: c\n",
        "- {a: b}\n",
        "a: b\n- {c: d}\n",
        "a:\n- {c: d, c: e}\n",
        "a:\n- {c: d,e: f}\n",
        "a:\n- {c: d, }\n",
        "a:\n- {c: d}\n\n",
        'a: "b" c\n',
        'a: "b\\n"\n',
        "<<: b\n",
        "a: b\n---\na: c\n",
        "a: b",
        "",
    ],
)
def test_what_is_not_surely_canonical_is_left_to_the_strict_reader(body: str) -> None:
    assert read_plain(TOP + body) is None


def test_an_unknown_comment_is_left_to_the_strict_reader() -> None:
    assert read_plain("# hello\na: b\n") is None
    assert read_plain("a: b\n") is None
