"""`wishlight step`: any step of a record's life that has no command of its own, such as `published` or `introduced`."""

from __future__ import annotations

from typing import Any

import click

from wishlight.intake.terminal import carry_out, make_step, who_options
from wishlight.invocation import Invocation
from wishlight.words import load_words


@click.command()
@click.argument("record")
@click.argument("event")
@click.argument("details", nargs=-1)
@click.pass_obj
def step(call: Invocation, /, record: str, event: str, details: tuple[str, ...], **given: Any) -> int:
    """Append one entry; details are written `name=value`."""
    wrong = next((text for text in details if "=" not in text), None)
    if wrong is not None:
        raise click.UsageError(load_words(call.lang)("intake.terminal.not-a-detail", text=wrong))
    pairs = {name: value for name, _, value in (text.partition("=") for text in details)}
    return carry_out(call, given, lambda board, words: make_step(board, record, event, pairs, words))


step.params.extend(who_options())
