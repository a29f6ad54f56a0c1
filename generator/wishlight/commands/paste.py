"""`wishlight paste`: a stretch of a group chat becomes the steps that people asked for in it."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

import click

from wishlight.chat.messages import ChatError, read_chat
from wishlight.chat.nicknames import FILE, list_alike, read_nicknames, write_nicknames
from wishlight.chat.orders import Left, Order, find_orders
from wishlight.imports.contacts import is_ignored
from wishlight.imports.plan import Office, Plan, Step, explain, open_office, plan_rest, plan_steps
from wishlight.intake.terminal import read_clock, say_pair, write_change_to
from wishlight.invocation import Invocation
from wishlight.problems import print_text
from wishlight.records.board import load_board
from wishlight.words import Words, load_words


@click.command()
@click.argument("file", type=click.File("rb"), default="-")
@click.option("--who", multiple=True)
@click.option("--by")
@click.option("--post")
@click.option("--channel", default="group")
@click.option("--no-input", is_flag=True)
@click.option("--yes", is_flag=True)
@click.option("--dry-run", is_flag=True)
@click.pass_obj
def paste(
    call: Invocation, file: BinaryIO, who: tuple[str, ...], by: str | None, post: str | None, channel: str, no_input: bool, yes: bool, dry_run: bool
) -> int:
    """Make the steps of a chat; exit 1 where one was refused or left undecided."""
    words = load_words(call.lang)
    board, problems = load_board(call.root, words)
    if problems:
        click.echo(print_text(problems), nl=False)
        return 1
    if not by and not post:
        click.echo(say_pair(words, "imports.problems.nobody"), err=True)
        return 2
    asks = not no_input and file.name not in ("-", "<stdin>") and sys.stdin.isatty()
    try:
        given = _read_who(who)
        messages, remembered = read_chat(file.read()), read_nicknames(call.root)
        office = open_office(call.root, board, words, read_clock(), by, post, channel)
        _refuse_unknown(given, office)
    except ChatError as wrong:
        click.echo(say_pair(words, f"chat.problems.{wrong.rule}", **wrong.values))
        return 1
    found = list(find_orders(messages, office.records))
    orders = [order for order in found if isinstance(order, Order)]
    people = {nick: person for nick, person in {**remembered, **given}.items() if _is_person(person, office)}
    fresh = {**given, **(_ask_who(orders, people, office) if asks else {})}
    people |= fresh
    if fresh and not dry_run:
        if not is_ignored(call.root, FILE):
            click.echo(say_pair(words, "imports.problems.not-ignored", path=FILE))
            return 1
        write_nicknames(call.root, {**remembered, **fresh})
    aside = [left for left in found if isinstance(left, Left)]
    for left in aside:
        click.echo(words("chat.line.left", line=left.line, why=words(f"chat.left.{left.reason}", **left.values)))
    code = _carry_out(call.root, orders, people, office, ask=asks and not yes, write=not dry_run)
    return 1 if any(left.meant for left in aside) else code


def _carry_out(root: Path, orders: Sequence[Order], people: Mapping[str, str], office: Office, *, ask: bool, write: bool) -> int:
    words = office.words
    unknown = [order for order in orders if order.message.sender not in people]
    for order in unknown:
        click.echo(words("chat.line.left", line=order.message.line, why=words("chat.left.nobody", who=order.message.sender or "-")))
    steps = _make_steps([order for order in orders if order.message.sender in people], people, office)
    asked = [step for step, _ in steps]
    plan, refusals = plan_rest(asked, plan_steps(asked, office), office)
    refused = explain(refusals)
    for step, order in steps:
        _show(step, order, plan, refused, words)
    good = len(plan.made)
    bad = len(refused) + len(unknown)
    if 0 in refused:
        click.echo("".join(f"{why}\n" for why in refused[0]), nl=False)
        good = 0
    if good and write and ask and not click.confirm(words("chat.sure", n=good), default=False):
        write = False
    if good and write:
        for change in plan.changes:
            write_change_to(root, change)
    click.echo(words("chat.written" if write else "chat.planned", made=good, there=len(plan.there), refused=bad))
    return 1 if bad else 0


def _make_steps(orders: Sequence[Order], people: Mapping[str, str], office: Office) -> list[tuple[Step, Order]]:
    today, counts = office.now.date(), dict[str, int]()
    steps = []
    for number, order in enumerate(orders, 1):
        day = order.message.day if order.message.day and order.message.day <= today else today
        person = people[order.message.sender]
        key = f"{person} {order.form} {order.record.id} {day}"
        counts[key] = counts.get(key, 0) + 1
        answers: dict[str, object] = {"record": order.record.id, **({"minutes": order.minutes} if order.form == "deliver" else {})}
        answers |= {"what": "claim"} if order.form == "release" else {}
        slip = "chat-" + hashlib.sha256(f"{key} {counts[key]}".encode()).hexdigest()[:12]
        happened = day.isoformat() if day < today else None
        steps.append((Step(number, order.form, answers, slip, happened, person), order))
    return steps


def _show(step: Step, order: Order, plan: Plan, refused: Mapping[int, list[str]], words: Words) -> None:
    n = step.number
    event = plan.events.get(n, "")
    what = words(f"events.{order.record.kind}.{event}") if event else words(f"chat.does.{order.form}")
    values: dict[str, object] = {"line": order.message.line, "who": order.message.sender, "person": step.person}
    values |= {"record": order.record.id, "title": str(order.record.head["title"]), "what": what}
    kind = "refused" if n in refused else "there" if n in plan.there else "made"
    click.echo(words(f"chat.line.{kind}", **values, **({"why": "；".join(refused[n])} if n in refused else {})))


def _ask_who(orders: Sequence[Order], known: Mapping[str, str], office: Office) -> dict[str, str]:
    """Who the senders are of whom nobody has said it yet."""
    words, fresh = office.words, dict[str, str]()
    for nick in dict.fromkeys(order.message.sender for order in orders):
        if nick in known or not nick:
            continue
        alike = list_alike(nick, office.records.values(), office.now.date())
        hint = "、".join(f"{person} {name}" for person, name in alike) or "-"
        said = click.prompt(words("chat.who", who=nick, alike=hint), default="", show_default=False).strip()
        if _is_person(said, office):
            fresh[nick] = said
        elif said:
            click.echo(words("chat.nobody", person=said))
    return fresh


def _is_person(id: str, office: Office) -> bool:
    return id in office.records and office.records[id].kind == "person"


def _refuse_unknown(given: Mapping[str, str], office: Office) -> None:
    """Raises ChatError for the first person of whom there is no record: a slip in an id must not be remembered."""
    for nick, person in given.items():
        if not _is_person(person, office):
            raise ChatError("no-such-person", person=person, text=f"{nick}={person}")


def _read_who(texts: tuple[str, ...]) -> dict[str, str]:
    found = {}
    for text in texts:
        nick, sign, person = text.rpartition("=")
        if not sign or not nick.strip() or not person.strip().startswith("p:"):
            raise ChatError("not-a-nickname", text=text)
        found[nick.strip()] = person.strip()
    return found
