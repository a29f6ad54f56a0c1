"""`fmt` mends what editors do to a file and never loses anything."""

from __future__ import annotations

from pathlib import Path

import pytest

from record_cases import list_cases, load_case_board, path_of, shape_of
from wishlight.records.form import format_bytes
from wishlight.records.replace import replace_file
from wishlight.words import load_words

WORDS = load_words("en")
GOOD = next(case for case in list_cases("records/good") if case.rule == "not-canonical")
DATA = GOOD.file.read_bytes()


def _format(data: bytes) -> bytes | None:
    return format_bytes(shape_of("wish"), load_case_board().schema, path_of(GOOD), data, WORDS)[0]


def test_every_good_record_is_already_in_canonical_form() -> None:
    for case in list_cases("records/good"):
        text, problems = format_bytes(shape_of(case.kind), load_case_board().schema, path_of(case), case.file.read_bytes(), WORDS)
        assert (text, problems) == (case.file.read_bytes(), [])


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbf" + DATA,
        DATA.replace(b"\n", b"\r\n"),
        DATA.replace(b"area: ", b"area:\t"),
        DATA.replace(b"minutes: 60", b'minutes: "60"'),
        DATA.replace(b"category: goods\n", b"").replace(b"id: ", b"category: goods\nid: ", 1),
        DATA.replace(b"area: xin-1", b"area:    'xin-1'   "),
        DATA.split(b"\n", 1)[1],
        DATA.rstrip(b"\n"),
    ],
    ids=["bom", "crlf", "tab", "quoted-number", "key-order", "blanks", "no-first-line", "no-last-line-feed"],
)
def test_a_file_that_says_the_same_comes_out_the_same(data: bytes) -> None:
    assert data != DATA
    assert _format(data) == DATA


@pytest.mark.parametrize("case", list_cases("hostile"), ids=lambda case: case.file.stem)
def test_what_can_not_be_read_whole_is_left_alone_or_keeps_its_meaning(case) -> None:  # type: ignore[no-untyped-def]
    text, problems = format_bytes(shape_of("wish"), load_case_board().schema, "wishes/wish/x.yml", case.file.read_bytes(), WORDS)
    if case.rule in ("crlf", "tab") or case.file.name.endswith("--bom.yml"):
        assert text is None or shape_of("wish").read("wishes/wish/x.yml", text, WORDS)[0] is not None
    else:
        assert text is None
        assert problems


def test_a_replaced_file_is_the_old_one_or_the_new_one_whatever_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.yml"
    file.write_bytes(b"old")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("wishlight.records.replace.os.fsync", fail)
    with pytest.raises(OSError, match="No space"):
        replace_file(file, b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["a.yml"]
    assert file.read_bytes() == b"old"
    monkeypatch.undo()
    replace_file(file, b"new")
    assert file.read_bytes() == b"new"
