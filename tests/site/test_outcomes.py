"""What came of batches lies in one file: found by key, known by its own digest, added to at the end, and written anew when most of it is of no use."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from wishlight.site import outcomes
from wishlight.site.outcomes import FILE, Outcome, Outcomes, Written


def told(name: str, *paths: str) -> Written:
    return Written(msgspec.msgpack.encode(Outcome((name,), name, b"traces of " + name.encode())), "\n".join(paths).encode())


def test_what_was_kept_is_found_by_key(tmp_path: Path) -> None:
    places = Outcomes(tmp_path, {}).save((), [("a", told("one", "x/index.html", "y.xml")), ("b", told("two"))])
    again = Outcomes(tmp_path, places)
    assert again.find("a") == Outcome(("one",), "one", b"traces of one")
    assert again.list_paths("a") == ["x/index.html", "y.xml"] and again.list_paths("b") == []
    assert again.find("c") is None


def test_what_is_fresh_stands_behind_what_is_the_same(tmp_path: Path) -> None:
    first = Outcomes(tmp_path, {}).save((), [("a", told("one", "x")), ("b", told("two", "y"))])
    places = Outcomes(tmp_path, first).save(["a"], [("b", told("three", "z"))])
    assert places["a"] == first["a"] and places["b"].at == sum(place.length for place in first.values())
    again = Outcomes(tmp_path, places)
    assert again.list_paths("a") == ["x"] and again.list_paths("b") == ["z"]
    found = again.find("b")
    assert found and found.name == "three"


def test_a_file_that_is_mostly_of_no_use_is_written_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outcomes, "SPARE", 0)
    places = Outcomes(tmp_path, {}).save((), [("a", told("one", "x")), ("b", told("two", "y"))])
    sizes = []
    for n in range(6):
        places = Outcomes(tmp_path, places).save(["a"], [("b", told(f"{n}", "z"))])
        sizes.append((tmp_path / FILE).stat().st_size)
        again = Outcomes(tmp_path, places)
        assert again.find("a") and again.list_paths("b") == ["z"]
    used = sum(place.length for place in places.values())
    assert max(sizes) <= 4 * used and sizes != sorted(sizes)


@pytest.mark.parametrize("damage", [lambda file: file.write_bytes(file.read_bytes().replace(b"traces of two", b"traces of 2ww")), Path.unlink, lambda file: file.write_bytes(b"")])
def test_what_is_not_as_it_was_written_is_not_found(tmp_path: Path, damage) -> None:  # type: ignore[no-untyped-def]
    places = Outcomes(tmp_path, {}).save((), [("a", told("one", "x")), ("b", told("two", "y"))])
    damage(tmp_path / FILE)
    again = Outcomes(tmp_path, places)
    assert again.find("b") is None
    assert (again.find("a") is None) == ((tmp_path / FILE).exists() is False or not (tmp_path / FILE).read_bytes())
    saved = again.save(["a"] if again.find("a") else [], [("b", told("three", "z"))])
    found = Outcomes(tmp_path, saved).find("b")
    assert found and found.name == "three"


def test_what_was_spoilt_since_it_was_found_is_not_kept(tmp_path: Path) -> None:
    places = Outcomes(tmp_path, {}).save((), [("a", told("one", "x")), ("b", told("two", "y"))])
    again = Outcomes(tmp_path, places)
    assert again.find("a") and again.find("b")
    with (tmp_path / FILE).open("r+b") as file:
        file.seek(places["b"].at)
        file.write(b"spoilt")
    assert again.list_paths("a") == ["x"] and again.list_paths("b") is None


def test_a_file_that_another_build_put_in_its_place_is_not_written_to(tmp_path: Path) -> None:
    places = Outcomes(tmp_path, {}).save((), [("a", told("one", "x")), ("b", told("two", "y"))])
    mine = Outcomes(tmp_path, places)
    theirs = Outcomes(tmp_path, {}).save((), [("a", told("another", "x"))])
    assert Outcomes(tmp_path, theirs).find("a")
    saved = mine.save(["a"], [("b", told("three", "z"))])
    found = Outcomes(tmp_path, saved)
    assert [one and one.name for one in map(found.find, "ab")] == ["one", "three"]
