"""`wishlight integrity`: the cases behind the public counts, with names, for a reviewer at a terminal. Nothing of it is published."""

from __future__ import annotations

from datetime import datetime

import click

from wishlight.invocation import Day, Invocation


@click.command()
@click.option("--as-of", "as_of", type=Day())
@click.pass_obj
def integrity(call: Invocation, as_of: datetime | None) -> int:
    """Print every case, one a line; exit 1 when the records are refused."""
    from wishlight.build import count_board, read_judged
    from wishlight.words import load_words

    words = load_words(call.lang)
    judged = read_judged(call.root, words, as_of.date() if as_of else None, datetime.now().astimezone())
    con = count_board(judged).con
    cases = con.execute("SELECT kind, person, other, record, day, minutes FROM suspicions").fetchall()
    names = dict(con.execute("SELECT person, name FROM person_states WHERE name IS NOT NULL ORDER BY person").fetchall())
    for kind, person, other, record, day, minutes in cases:
        who = [f"{id}（{names[id]}）" if id in names else id for id in (person, other) if id]
        facts = {"who": " · ".join(who), "record": record or "-", "day": day.isoformat(), "minutes": minutes}
        click.echo(words(f"integrity.{kind}", **facts))
    click.echo(words("integrity.done", n=len(cases), day=judged.as_of.isoformat()), err=True)
    return 0
