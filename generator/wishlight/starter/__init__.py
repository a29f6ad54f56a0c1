"""A new board: settings from a few answers, the shared pages and look, and one example record."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from string import Template
from typing import Any, NamedTuple

from wishlight.derived import make_editor_schemas, write_files
from wishlight.intake.template import write_templates
from wishlight.records.board import Board, load_board
from wishlight.records.ids import make_id, make_person_id
from wishlight.records.replace import DRAFT
from wishlight.records.store import place_of
from wishlight.records.write import write_record
from wishlight.starter.workflows import make_workflows
from wishlight.words import Words, list_languages, load_words

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
    """Write a whole board that builds at once into `target`, which is empty or not there, and return the paths written.

    Its first language is that of `words`. Until all files are there they wait beside the folder, or in it where it is there already.
    """
    target = target.absolute()
    draft = target / f".{os.getpid()}.new" if target.exists() else target.with_name(f".{target.name}.{os.getpid()}.new")
    try:
        written = _write_board(draft, answers, words)
        _put_in_place(draft, target)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return written


def list_contents(folder: Path) -> list[Path]:
    """What a folder holds, but for what is left there of a board whose making was cut off."""
    return [path for path in folder.iterdir() if not DRAFT.fullmatch(path.name)] if folder.exists() else []


def _put_in_place(draft: Path, target: Path) -> None:
    """In one step; in a folder that is there, name by name and the settings last, for without them nothing takes it for a board."""
    if not target.exists():
        draft.replace(target)
        return
    for path in sorted(draft.iterdir(), key=lambda path: (path.name == "site_config", path.name)):
        path.replace(target / path.name)


def _write_board(target: Path, answers: Answers, words: Words) -> list[str]:
    written = write_files(target, {**dict(_copy_shared(find_shared())), **_fill_in(answers, words)})
    board, _ = load_board(target, words)
    more = {**make_editor_schemas(board), **_make_people(board, answers), **_make_example(board, answers, words), **write_templates(board)}
    return written + write_files(target, {**more, **(make_workflows(find_shared()) if answers.forge == "github" else {})})


def _copy_shared(shared: Path) -> Iterator[tuple[str, bytes]]:
    for name in SHARED:
        top = shared / name
        for path in sorted(top.rglob("*")) if top.is_dir() else [top]:
            if path.is_file():
                yield path.relative_to(shared).as_posix(), path.read_bytes()


def _fill_in(answers: Answers, words: Words) -> dict[str, bytes]:
    spoken = [words, *(load_words(lang) for lang in list_languages() if lang != words.lang)]
    values = {
        "lang": words.lang,
        "languages": ", ".join(each.lang for each in spoken),
        "title": " ".join(answers.name.split()),
        "name": _names({each.lang: answers.name for each in spoken}),
        "place": _names({each.lang: answers.place for each in spoken}),
        "forge": "\n".join(_forge_lines(answers)),
        "areas": "\n".join(_area_lines(answers, spoken)),
        "posts": "\n".join(_post_lines(answers, spoken)),
        "rules": _restart_rules((find_shared() / "site_config" / "rules.yml").read_text("utf-8"), answers.day),
        **{key: _names({each.lang: each(f"init.{key}") for each in spoken}) for key in ("hall", "hours", "say")},
        **{key.removeprefix("init.file-"): words(key) for key in words.keys("init.file-")},
        "guide": words("init.guide-github") if answers.forge == "github" else "",
    }
    filled = {}
    for path in sorted(FILES.rglob("*")):
        if path.is_file():
            name = path.relative_to(FILES).as_posix().replace("gitignore", ".gitignore")
            filled[name] = Template(path.read_text("utf-8")).substitute(values).encode()
    return filled


def _names(texts: Mapping[str, str]) -> str:
    return f"{{{', '.join(f'{lang}: {json.dumps(text, ensure_ascii=False)}' for lang, text in texts.items())}}}"


def _forge_lines(answers: Answers) -> Iterator[str]:
    yield f"forge: {answers.forge}"
    if answers.repository:
        yield f"repository: {json.dumps(answers.repository)}"
    yield "branch: main"
    if answers.site_url:
        yield f"site_url: {json.dumps(answers.site_url)}"


def _area_lines(answers: Answers, spoken: list[Words]) -> Iterator[str]:
    yield f"- {{id: all, level: district, name: {_names({each.lang: answers.place for each in spoken})}}}"
    for n, (name, grids) in enumerate(answers.communities, 1):
        yield f"- {{id: c{n}, level: community, parent: all, name: {_names({each.lang: name for each in spoken})}}}"
        for grid in range(1, grids + 1):
            names = _names({each.lang: each("init.grid", community=name, n=grid) for each in spoken})
            yield f"- {{id: c{n}-{grid}, level: grid, parent: c{n}, name: {names}}}"


def _list_posts(answers: Answers) -> list[tuple[str, str, str, str]]:
    """Each post's id, duty, area and the name of its place: two desks, so that nobody publishes alone, and a hall a community."""
    desks = [("m1", "maintainer", "all", answers.place), ("m2", "maintainer", "all", answers.place)]
    return desks + [(f"h{n}", "hall", f"c{n}", name) for n, (name, _) in enumerate(answers.communities, 1)]


def _holder(answers: Answers, post: str) -> str:
    return make_person_id(f"{answers.name}/{post}", 6)


def _post_lines(answers: Answers, spoken: list[Words]) -> Iterator[str]:
    for id, duty, area, place in _list_posts(answers):
        key = {"m1": "review", "m2": "second"}.get(id, "hall")
        names = _names({each.lang: each(f"init.post-{key}", place=place) for each in spoken})
        holders = f'[{{person: "{_holder(answers, id)}", from: {answers.day.isoformat()}}}]'
        yield f"- {{id: {id}, duty: {duty}, area: {area}, name: {names}, holders: {holders}}}"


def _restart_rules(text: str, day: date) -> str:
    """The rules with their newest value each, in force from the board's first day."""
    kept: list[str] = []
    for line in text.splitlines():
        entry = re.match(r"- \{from: [0-9-]+, value: (.+?)(?:, why: .*)?\}$", line)
        if entry and kept and kept[-1].startswith("- "):
            kept.pop()
        kept.append(f"- {{from: {day.isoformat()}, value: {entry[1]}}}" if entry else line)
    return "\n".join(kept) + "\n"


def _make_people(board: Board, answers: Answers) -> dict[str, str]:
    """A record for the holder of each post: an id and no name."""
    made = {}
    for post, _, area, _ in _list_posts(answers):
        id = _holder(answers, post)
        path = place_of("person", id)
        head = {"id": id, "area": area, "age_group": "adult", "source_channel": "terminal"}
        joined = {"recorded_at": answers.day.isoformat(), "event": "joined", "actor": "post:m1"}
        made[path] = write_record(board.schema, "person", head, [joined], depth=path.count("/"))
    return made


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
