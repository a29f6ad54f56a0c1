"""Bodies as a forge writes them from a form: each heading once, in order."""

from __future__ import annotations

from wishlight.intake.choices import join_languages, list_choices
from wishlight.intake.definition import load_form
from wishlight.intake.template import label_of, list_languages_of
from wishlight.records.board import Board


def fill(board: Board, form: str, **answers: str) -> str:
    """The body of a form filled in with these texts; a choice is given by its id."""
    definition, languages = load_form(form), list_languages_of(board)
    parts = []
    for ask in definition.asks:
        texts = {choice.id: choice.text for choice in list_choices(definition, ask, board, languages)}
        given = answers.pop(ask.id, "_No response_")
        parts.append(f"### {join_languages(label_of(definition, ask.id, board, languages))}\n\n{texts.get(given, given)}\n")
    assert not answers, answers
    label, text = (join_languages({lang: words(f"forms.privacy.{key}") for lang, words in languages.items()}) for key in ("label", "text"))
    return "\n".join([*parts, f"### {label}\n\n- [X] {text} ({definition.marker})\n"])
