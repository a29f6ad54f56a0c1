"""What leaves the site or the terminal holds people's words as data: feeds, calendars, downloads, forms, comments and what is printed."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from functools import cache
from html import unescape
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit
from xml.etree import ElementTree

import feedparser
import pytest
import yaml
from icalendar import Calendar
from markdown_it import MarkdownIt

from trust.hostile_board import free_fields, make_board, make_schema
from trust.markup import Document, find_live
from trust.payloads import LOOSE, REFUSED, RUN
from trust.test_formula_cells import is_live
from wishlight.intake.lint import lint_template
from wishlight.intake.replies import plain, say_done, say_problems
from wishlight.intake.template import write_templates
from wishlight.pages import Context
from wishlight.problems import Problem, print_github, print_text
from wishlight.records.fields import ENTRY, KIND_TABLES
from wishlight.records.formlinks import form_link
from wishlight.records.shape import Shape
from wishlight.records.write import write_record
from wishlight.review.pen import inert, is_inert, plain_pen
from wishlight.words import load_words

CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")
TAGS = {f"{{http://www.w3.org/2005/Atom}}{name}" for name in ("feed", "id", "title", "subtitle", "updated", "author", "name", "link", "entry", "published", "category", "content")}
CALLS = re.compile(r"@\w+|(?<!\w)#[0-9]|\w+://\S+|\bwww\.\S+|\bgh-[0-9]+", re.IGNORECASE)
"""What the forge makes live in plain text: mentions, issues, addresses."""
PARTS = {"VCALENDAR", "VTIMEZONE", "STANDARD", "DAYLIGHT", "VEVENT"}
LINES = {"UID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "DTSTART", "DTEND", "STATUS", "SUMMARY", "LOCATION", "DESCRIPTION", "CATEGORIES", "URL"}


@cache
def board() -> Context:
    return make_board(*LOOSE)


def squeeze(text: str) -> str:
    return " ".join(text.split())


def test_a_feed_is_made_of_our_tags_alone_and_leads_nowhere_else(hostile: Path) -> None:
    titles: set[str] = set()
    for path in (hostile / "site").rglob("*.xml"):
        if path.name != "feed.xml":
            continue
        data = path.read_bytes()
        assert b"<!DOCTYPE" not in data
        assert b"<?xml-stylesheet" not in data
        nodes = list(ElementTree.fromstring(data).iter())  # noqa: S314 - written by ourselves a moment ago
        assert {str(node.tag) for node in nodes} <= TAGS, path
        assert {node.attrib.get("type") for node in nodes if str(node.tag).endswith("content")} <= {"text"}
        assert [href for node in nodes if "href" in node.attrib and urlsplit(href := node.attrib["href"]).netloc != "wishlight-demo.github.io"] == [], path
        titles |= {squeeze(node.text or "") for node in nodes if str(node.tag).endswith("title")}
    assert len(titles) > len(LOOSE) // 2
    newest = feedparser.parse((hostile / "site" / "feed.xml").read_bytes())
    assert not newest.bozo
    assert len(newest.entries) > 10


def test_a_json_feed_holds_no_html(hostile: Path) -> None:
    items = [item for path in (hostile / "site").rglob("feed.json") for item in json.loads(path.read_text("utf-8"))["items"]]
    assert len(items) >= 100
    assert [item for item in items if "content_html" in item] == []
    assert {urlsplit(item["url"]).netloc for item in items} == {"wishlight-demo.github.io"}


def test_a_calendar_holds_every_text_in_its_own_line(hostile: Path) -> None:
    files = sorted((hostile / "site").rglob("*.ics"))
    found: set[str] = set()
    for path in files:
        data = path.read_bytes()
        assert max(map(len, data.split(b"\r\n"))) <= 75
        assert b"\n" not in data.replace(b"\r\n", b"")
        calendar = Calendar.from_ical(data)
        assert {part.name for part in calendar.walk()} <= PARTS, path
        for event in calendar.walk("VEVENT"):
            assert {str(name).upper() for name in event} <= LINES, path
            assert urlsplit(str(event["URL"])).netloc == "wishlight-demo.github.io"
            found.add(squeeze(str(event["SUMMARY"])))
    assert len(files) > 4
    assert [payload for payload in LOOSE if squeeze(payload) not in found] == []


@pytest.mark.figure
def test_every_download_holds_every_payload_as_it_was_and_no_cell_is_a_formula(hostile: Path, figure: Callable[..., None]) -> None:
    titles: set[str] = set()
    cells = 0
    for path in sorted((hostile / "site" / "data" / "tables").glob("*.csv")):
        for row in csv.reader(io.StringIO(path.read_text("utf-8"), newline="")):
            live = [cell for cell in row if is_live(cell) and not re.fullmatch("-?[0-9.]+", cell)]
            assert live == [], path.name
            cells += len(row)
            titles |= {cell.removeprefix("'") for cell in row}
    assert set(LOOSE) <= titles
    assert len(json.loads((hostile / "site" / "data" / "datapackage.json").read_text("utf-8"))["resources"]) > 10
    figure("formula-cells", tried=cells, failed=0, note="every cell of a board full of payloads")


def test_forms_hold_the_boards_names_as_choices_and_the_forge_would_take_them() -> None:
    context = board()
    for path, text in write_templates(context.board).items():
        tree = yaml.safe_load(text)
        if path.endswith("config.yml"):
            assert tree == {"blank_issues_enabled": False}
            continue
        assert set(tree) <= {"name", "description", "title", "body", "labels"}
        assert {part["type"] for part in tree["body"]} <= {"markdown", "input", "textarea", "dropdown", "checkboxes"}
        for problem in lint_template(text, path, load_words("en")):
            assert problem.line > 0


@pytest.mark.parametrize("key", ["record", "note"])
def test_a_link_to_a_form_carries_a_payload_as_the_value_of_one_field(key: str) -> None:
    for payload in LOOSE:
        link = form_link(board().board, "claim", **{key: payload})
        parts = urlsplit(str(link))
        assert (parts.scheme, parts.netloc, parts.path) == ("https", "github.com", "/wishlight-demo/yunxi/issues/new")
        assert dict(parse_qsl(parts.query, keep_blank_values=True)) in ({"template": "claim.yml", key: payload}, {"template": "claim.yml"})
        assert len(str(link)) <= 2000


def render(text: str) -> list[str]:
    """What is live in a comment as the forge would show it: tags, links and calls."""
    page = str(MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(text))
    document = Document(page)
    shown = unescape(re.sub("<code>.*?</code>", "", page, flags=re.DOTALL))
    live = [tag for tag, _ in document.tags if tag in ("a", "img", "script", "svg", "iframe", "input", "#comment", "h1", "table", "blockquote")]
    return [*live, *find_live(document.tags), *CALLS.findall(re.sub("<[^>]*>", "", shown))]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_bots_comments_show_a_payload_and_nothing_more(lang: str) -> None:
    words, context = load_words(lang), board()
    for found in [item for item in context.folded.values() if item.record.kind == "wish"]:
        text = say_done(context.board, {}, found.record, found.record.history[:1], words)
        assert render(text) == [], found.record.head["title"]
    for payload in LOOSE:
        text = say_problems([Problem("a.yml", 1, 1, "x", "refuse", "title", f"“{plain(payload)}”", "x")], words)
        assert render(text) == [], payload


def test_a_reviews_comment_shows_a_payload_and_nothing_more() -> None:
    for payload in (*LOOSE, *REFUSED):
        text = f"### x\n\n- {inert(payload)}\n"
        assert is_inert(text)
        assert render(text) == [], payload


def test_a_terminal_is_told_no_control_sign() -> None:
    pen = plain_pen(load_words("en"))
    for payload in (*LOOSE, *REFUSED):
        assert not CONTROL.search(pen.take(payload))
    problem = Problem("wishes/\x1b[31mx.yml", 1, 1, "x", "refuse", "title", "says \x1b]0;x\x07\u202e", "mend\r\nnext")
    assert not CONTROL.search(print_text([problem]).rstrip("\n"))
    assert print_github([problem]).count("\n") == 1


def list_attempts() -> list[tuple[str, str]]:
    """Each file of the schema with each of its free fields."""
    schema = make_schema()
    return [(file, field) for file in (*KIND_TABLES, ENTRY) for field in free_fields(schema, file)]


@pytest.mark.parametrize(("file", "field"), list_attempts())
def test_a_file_with_a_payload_is_taken_as_written_or_refused_with_its_line(file: str, field: str) -> None:
    """Every payload in every free field, written as the program writes and read as it reads."""
    context, taken = board(), 0
    kind = "wish" if file == ENTRY else file
    sample = next(item.record for item in context.folded.values() if item.record.kind == kind)
    shape, words = Shape(context.board, kind), load_words("en")
    head = {key: value for key, value in sample.head.items() if key not in free_fields(context.board.schema, kind) or key == "title"}
    base = {**head, "title": "honest", **({"place": "honest"} if kind == "action" else {})}
    rows = [{"recorded_at": "2026-03-02T09:00:00+08:00", "event": {"wish": "submitted", "person": "joined", "team": "joined"}.get(kind, "proposed"), "actor": "post:h1"}]
    for payload in (*LOOSE, *REFUSED):
        given = {**base, field: payload} if file != ENTRY else base
        history = [{**rows[0], field: payload}] if file == ENTRY else rows
        text = write_record(context.board.schema, kind, given, history, depth=4)
        record, problems = shape.read("wishes/x.yml", text.encode("utf-8", "surrogatepass"), words)
        if record is None:
            assert problems
            assert all(problem.path == "wishes/x.yml" and problem.line > 0 for problem in problems), payload
            assert not CONTROL.search(print_text(problems).replace("\n", "")), payload
        else:
            assert payload not in REFUSED
            assert (record.history[0].data if file == ENTRY else record.head)[field] == payload
            taken += 1
    assert taken > 20
    assert RUN in "".join(LOOSE)


