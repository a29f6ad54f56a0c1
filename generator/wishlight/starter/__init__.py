"""A new board: settings from a few answers, the shared pages and look, and one example record."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from string import Template
from typing import Any, NamedTuple

from wishlight.derived import make_editor_schemas, write_files
from wishlight.records.board import Board, load_board
from wishlight.records.ids import make_id, make_person_id
from wishlight.records.store import place_of
from wishlight.records.write import write_record
from wishlight.words import Words, list_languages

FILES = Path(__file__).parent / "files"
"""What a new board gets with its answers filled in."""

SHARED = ("content", "mkdocs.yml", "site_config/theme", "site_config/categories.yml", "site_config/choices.yml", "site_config/holidays.yml")
"""What a new board gets as the demo board has it; the wheel carries these in `starter/shared`."""


class Answers(NamedTuple):
    """What a new board is asked. `communities` are names with their numbers of grids; `day` is the first day of its rules."""

    name: str
    place: str
    communities: tuple[tuple[str, int], ...]
    forge: str
    repository: str
    site_url: str
    day: date


def find_shared() -> Path:
    """The folder that holds SHARED: in the wheel beside this file, in the repository its root."""
    inside = FILES.parent / "shared"
    return inside if inside.is_dir() else Path(__file__).parents[3]


def make_board(target: Path, answers: Answers, words: Words) -> list[str]:
    """Write a whole board that builds at once into `target` and return the paths written."""
    written = write_files(target, {**dict(_copy_shared(find_shared())), **_fill_in(answers, words)})
    board, _ = load_board(target, words)
    return written + write_files(target, {**make_editor_schemas(board), **_make_example(board, answers, words)})


def _copy_shared(shared: Path) -> Iterator[tuple[str, bytes]]:
    for name in SHARED:
        top = shared / name
        for path in sorted(top.rglob("*")) if top.is_dir() else [top]:
            if path.is_file():
                yield path.relative_to(shared).as_posix(), path.read_bytes()


def _fill_in(answers: Answers, words: Words) -> dict[str, bytes]:
    languages = sorted(list_languages(), key=lambda lang: lang != words.lang)
    values = {
        "lang": words.lang,
        "languages": ", ".join(languages),
        "name": json.dumps(answers.name, ensure_ascii=False),
        "title": " ".join(answers.name.split()),
        "place": json.dumps(answers.place, ensure_ascii=False),
        "day": answers.day.isoformat(),
        "forge": "\n".join(_forge_lines(answers)),
        "areas": "\n".join(_area_lines(answers, words)),
        "posts": "\n".join(_post_lines(answers, words)),
        "rules": _restart_rules((find_shared() / "site_config" / "rules.yml").read_text("utf-8"), answers.day),
        **{key.removeprefix("init.file-"): words(key) for key in words.keys("init.file-")},
    }
    filled = {}
    for path in sorted(FILES.rglob("*")):
        if path.is_file():
            name = path.relative_to(FILES).as_posix().replace("gitignore", ".gitignore")
            filled[name] = Template(path.read_text("utf-8")).substitute(values).encode()
    return filled


def _forge_lines(answers: Answers) -> Iterator[str]:
    yield f"forge: {answers.forge}"
    if answers.repository:
        yield f"repository: {json.dumps(answers.repository)}"
    yield "branch: main"
    if answers.site_url:
        yield f"site_url: {json.dumps(answers.site_url)}"


def _area_lines(answers: Answers, words: Words) -> Iterator[str]:
    def line(id: str, level: str, parent: str, name: str) -> str:
        above = f"parent: {parent}, " if parent else ""
        return f"- {{id: {id}, level: {level}, {above}name: {{{words.lang}: {json.dumps(name, ensure_ascii=False)}}}}}"

    yield line("all", "district", "", answers.place)
    for n, (name, grids) in enumerate(answers.communities, 1):
        yield line(f"c{n}", "community", "all", name)
        for grid in range(1, grids + 1):
            yield line(f"c{n}-{grid}", "grid", f"c{n}", words("init.grid", community=name, n=grid))


def _post_lines(answers: Answers, words: Words) -> Iterator[str]:
    posts = [("m1", "maintainer", "all", "init.post-review"), ("m2", "maintainer", "all", "init.post-second")]
    posts += [(f"h{n}", "hall", f"c{n}", "init.post-hall") for n in range(1, len(answers.communities) + 1)]
    names = {f"c{n}": name for n, (name, _) in enumerate(answers.communities, 1)}
    for id, duty, area, key in posts:
        name = json.dumps(words(key, place=names.get(area, answers.place)), ensure_ascii=False)
        person = make_person_id(f"{answers.name}/{id}")
        holders = f'[{{person: "{person}", from: {answers.day.isoformat()}}}]'
        yield f"- {{id: {id}, duty: {duty}, area: {area}, name: {{{words.lang}: {name}}}, holders: {holders}}}"


def _restart_rules(text: str, day: date) -> str:
    """The rules with their newest value each, in force from the board's first day."""
    kept: list[str] = []
    for line in text.splitlines():
        entry = re.match(r"- \{from: [0-9-]+, value: (.+?)(?:, why: .*)?\}$", line)
        if entry and kept and kept[-1].startswith("- "):
            kept.pop()
        kept.append(f"- {{from: {day.isoformat()}, value: {entry[1]}}}" if entry else line)
    return "\n".join(kept) + "\n"


def _make_example(board: Board, answers: Answers, words: Words) -> dict[str, str]:
    """One wish, entered at the hall and published by the review desk."""
    id = make_id("wish", answers.day, "slip/0001")
    category = next(choice for choice in board.lists["wish_categories"].values() if "sensitive" not in choice.extra)
    head = {
        "id": id,
        "title": words("init.example-title"),
        "story": words("init.example-story"),
        "category": category.id,
        "area": "c1-1" if "c1-1" in board.areas else "c1",
        "beneficiary": next(iter(board.lists["beneficiaries"])),
        "kind": "goods",
        "place": "home",
        "minutes": 30,
        "value_fen": 5000,
        "needs": 1,
        "urgency": "normal",
        "source_channel": "hall",
        "source_slip": "0001",
    }
    history: list[Mapping[str, Any]] = [
        {"recorded_at": answers.day.isoformat(), "event": "submitted", "actor": "post:h1"},
        {"recorded_at": answers.day.isoformat(), "event": "published", "actor": "post:m1"},
    ]
    path = place_of("wish", id)
    return {path: write_record(board.schema, "wish", head, history, depth=path.count("/"))}
