"""A form's definition to the YAML that the forge shows: bilingual, and only of the five elements that every forge knows."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from wishlight.intake.choices import Languages, find_field, join_languages, list_choices
from wishlight.intake.definition import EXAMPLES, PRIVACY, Ask, Form, load_forms
from wishlight.records.board.model import Board
from wishlight.records.fields import Field
from wishlight.records.formlinks import KEY
from wishlight.words import load_words

FOLDER = ".github/ISSUE_TEMPLATE"
HEADER = "# Written by `wishlight forms` from intake/forms, the schema, site_config and the words. Change those, not this file.\n"


def write_templates(board: Board) -> dict[str, str]:
    """Every file of the form folder by its path; none where the board has no forge."""
    if board.info.get("forge", "none") == "none":
        return {}
    languages = list_languages_of(board)
    files = {f"{FOLDER}/{form.name}.yml": write_template(form, board, languages) for form in load_forms()}
    return {**files, f"{FOLDER}/config.yml": HEADER + _write({"blank_issues_enabled": False})}


def list_languages_of(board: Board) -> Languages:
    """The words of the board's languages, extended by the board's own."""
    return {lang: load_words(lang).extended(board.words.get(lang, {})) for lang in board.languages}


def write_template(form: Form, board: Board, languages: Languages) -> str:
    """One form's YAML."""
    body: list[dict[str, Any]] = [{"type": "markdown", "attributes": {"value": _say_all(languages, f"forms.{form.name}.intro")}}]
    body += [_make_element(form, ask, board, languages) for ask in form.asks]
    body.append(_make_privacy(form, languages))
    top = {key: join_languages({lang: w(f"forms.{form.name}.{key}") for lang, w in languages.items()}) for key in ("name", "description", "title")}
    return HEADER + _write({**top, "body": body})


def label_of(form: Form, ask_id: str, board: Board, languages: Languages) -> dict[str, str]:
    """The label of a question in each language."""
    ask = form.find_ask(ask_id)
    field = find_field(ask, board) if ask else None
    keys = [f"forms.{form.name}.asks.{ask_id}", f"forms.ask.{ask_id}"]
    if ask and field and ask.table:
        keys.append(f"fields.{board.schema.tables[ask.table].name}.{field.name}")
    labels = {}
    for lang, words in languages.items():
        key = next((key for key in keys if words.has(key)), keys[-1])
        unit = f"forms.units.{field.unit}" if field and field.unit else ""
        labels[lang] = words(key) + (words(unit) if unit and words.has(unit) else "")
    return labels


def is_required(ask: Ask, field: Field | None) -> bool:
    """Whether a question must be answered: as the form says, else as the schema does."""
    if ask.required is not None:
        return ask.required
    return ask.id == KEY or bool(field and field.required)


def element_type(ask: Ask, has_choices: bool) -> str:
    """The forge's element for a question."""
    return ask.type or ("dropdown" if has_choices else "input")


def _make_element(form: Form, ask: Ask, board: Board, languages: Languages) -> dict[str, Any]:
    field = find_field(ask, board)
    choices = [choice.text for choice in list_choices(form, ask, board, languages) if choice.offered]
    kind = element_type(ask, bool(choices))
    attributes: dict[str, Any] = {"label": join_languages(label_of(form, ask.id, board, languages))}
    if help_text := _help(form, ask, languages):
        attributes["description"] = help_text
    if kind == "dropdown":
        attributes |= {"multiple": True} if ask.multiple else {}
        attributes["options"] = choices
    elif example := _show_example(form, ask, field):
        attributes["placeholder"] = example
    required = {"validations": {"required": True}} if is_required(ask, field) else {}
    return {"type": kind, "id": ask.id, "attributes": attributes, **required}


def _make_privacy(form: Form, languages: Languages) -> dict[str, Any]:
    text = join_languages({lang: words("forms.privacy.text") for lang, words in languages.items()})
    label = join_languages({lang: words("forms.privacy.label") for lang, words in languages.items()})
    options = [{"label": f"{text} ({form.marker})", "required": True}]
    return {"type": "checkboxes", "id": PRIVACY, "attributes": {"label": label, "options": options}}


def _help(form: Form, ask: Ask, languages: Languages) -> str:
    texts = {}
    for lang, words in languages.items():
        keys = (f"forms.{form.name}.help.{ask.id}", f"forms.help.{ask.id}")
        texts[lang] = next((words(key) for key in keys if words.has(key)), "")
    return join_languages(texts)


def _show_example(form: Form, ask: Ask, field: Field | None) -> str:
    if ask.id == KEY:
        return EXAMPLES[form.kind]
    if field is None or field.example is None or field.free:
        return ""
    if field.unit == "fen":
        return str(field.example // 100)
    return str(field.example)[:16].replace("T", " ") if field.type == "datetime" else str(field.example)


def _say_all(languages: Languages, key: str) -> str:
    return "\n\n".join(words(key) for words in languages.values())


def _write(tree: dict[str, Any]) -> str:
    return "".join(f"{line}\n" for line in _lines(tree, ""))


def _lines(node: dict[str, Any], indent: str) -> Iterator[str]:
    for key, value in node.items():
        if isinstance(value, dict):
            yield f"{indent}{key}:"
            yield from _lines(value, indent + "  ")
        elif isinstance(value, list):
            yield f"{indent}{key}:"
            yield from _items(value, indent)
        else:
            yield f"{indent}{key}: {json.dumps(value, ensure_ascii=False)}"


def _items(values: list[Any], indent: str) -> Iterator[str]:
    for value in values:
        if isinstance(value, dict):
            first, *rest = _lines(value, indent + "  ")
            yield f"{indent}- {first.strip()}"
            yield from rest
        else:
            yield f"{indent}- {json.dumps(value, ensure_ascii=False)}"
