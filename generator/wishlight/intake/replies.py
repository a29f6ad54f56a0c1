"""What the board writes under a form: in every language of the board, with all problems at once and a way on."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from wishlight.intake.choices import Languages
from wishlight.problems import Problem
from wishlight.records.board.model import Board
from wishlight.records.fold.wish import fold_wish
from wishlight.records.formlinks import form_link
from wishlight.records.model import Entry, Record
from wishlight.words import Words

_LONG_NUMBER = re.compile("[0-9]{7,}")
_LIVE_SIGNS = str.maketrans("@#<>[]`!", "＠＃＜＞［］'！")
_CALLS = re.compile(r"(?<=:)(?=//)|(?<=\bwww)(?=\.)|(?<=\bgh)(?=-[0-9])", re.IGNORECASE)
"""Between these signs the forge sees an address or an issue; a sign of no width keeps them apart."""
RULE = "\n\n---\n\n"
SIMILAR = 3
"""How many other wishes someone on the waiting list is told of."""


def mark(name: str) -> str:
    """The invisible marker by which a comment is found again."""
    return f"<!-- wishlight:{name} -->"


def say_in_all(languages: Languages, say: Callable[[Words], str]) -> str:
    """The same in every language of the board."""
    return RULE.join(say(words) for words in languages.values())


def say_problems(problems: Sequence[Problem], words: Words) -> str:
    """A list of what keeps a form from being taken."""
    lines = [words("intake.reply.line", says=plain(problem.says), mend=problem.mend) for problem in problems]
    return "\n".join([words("intake.reply.problems"), "", *lines, "", words("intake.reply.edit")])


def say_hidden(kinds: Sequence[str], words: Words) -> str:
    """Lines of the form were hidden, and what its author and a maintainer should do now."""
    names = words("pages.and").join(words(f"privacy.{kind}") for kind in kinds)
    return words("intake.reply.hidden", kinds=names)


def say_proposed(words: Words) -> str:
    """The change is right and waits for a maintainer."""
    return words("intake.reply.proposed")


def say_refused(words: Words) -> str:
    """A maintainer closed the pull request without merging it."""
    return words("intake.reply.refused")


def say_reminder(board: Board, record: str, due: str, words: Words) -> str:
    """A deadline is near."""
    link = form_link(board, "extend", record=record) or words("intake.read.doors")
    return words("intake.reply.reminder", record=record, due=due, link=link)


def say_done(board: Board, records: Mapping[str, Record], record: Record, entries: Sequence[Entry], words: Words) -> str:
    """What a form brought about, from the record itself; someone on the waiting list is told of similar wishes.

    Of several entries the last is what was asked for; those before it only lead there.
    """
    event = entries[-1].event if entries else record.history[0].event
    key = f"intake.reply.done.{event}"
    text = words(key if words.has(key) else "intake.reply.done.any", record=record.id, title=_title(record), event=words(f"events.{record.kind}.{event}"))
    if event == "queued" and record.kind == "wish":
        others = list_similar(board, records, record, entries[0])
        text += "\n\n" + words("intake.reply.similar") + "\n" + "\n".join(f"- {other.id} {_title(other)}" for other in others) if others else ""
    return text


def list_similar(board: Board, records: Mapping[str, Record], wish: Record, entry: Entry) -> list[Record]:
    """Open wishes nearest to one: of its category first, then of its community, the longest waiting first."""
    day, home = entry.at.date(), board.area_at(wish.head["area"], "community")
    found = []
    for other in records.values():
        if other.kind != "wish" or other.id == wish.id:
            continue
        state = fold_wish(other, board, day)
        if state.status == "open" and not state.waiting:
            same = (other.head["category"] != wish.head["category"], board.area_at(other.head["area"], "community") != home)
            found.append((same, state.published_on or day, other.id))
    return [records[id] for *_, id in sorted(found)[:SIMILAR]]


def plain(text: str) -> str:
    """Someone's own words inside ours: no mention, link, image or tag comes of them, and no long number is said again."""
    return _CALLS.sub("\u200b", _LONG_NUMBER.sub(lambda found: found[0][:2] + "…", text).translate(_LIVE_SIGNS))


def _title(record: Record) -> str:
    # In a code span nothing is a mention or a link; a backslash would not stop a mention.
    return f"`{plain(str(record.head.get('title', '')))}`"
