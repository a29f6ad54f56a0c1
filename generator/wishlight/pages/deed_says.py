"""Where a deed stands and how a vote went, in plain sentences."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from wishlight.pages.context import Context
from wishlight.pages.deed_votes import Notice, Round
from wishlight.pages.formats import count, fill, format_permille, tag_day
from wishlight.records.fold import DeedState
from wishlight.words import Words


def say_state(context: Context, state: DeedState, notices: Sequence[Notice], lang: str) -> Markup:
    """The one sentence that a visitor came for. `notices` are the times of public notice, of which the last one counts."""
    words = context.words[lang]
    days = {"approved": state.approved_on, "started": state.started_on, "completed": state.completed_on, "accepted": state.accepted_on}
    values: dict[str, object] = {name: tag_day(day, words) if day else "" for name, day in days.items()}
    values["percent"] = words("units.percent", n=state.percent)
    values["seconds"] = count(words, "pages.deeds.seconds", state.seconds)
    values["ended"] = tag_day(state.ended_on, words) if state.ended_on else ""
    key = f"pages.deed.say.{state.status}"
    if state.status == "publicised" and notices:
        values["until"] = tag_day(notices[-1].until, words)
        key += ".over" if context.as_of > notices[-1].until else ".now"
    said = fill(words, key, **values)
    if state.status in ("declined", "cancelled") and state.end_reason:
        said += Markup(" ") * (lang != context.languages[0]) + fill(words, "pages.deed.because", reason=_name_reason(context, state, lang))
    if state.late_since and state.next_due:
        said += fill(words, "pages.deed.late", due=tag_day(state.next_due, words))
    return said


def _name_reason(context: Context, state: DeedState, lang: str) -> str:
    """A reason of the board's list by its name, or people's own words (in the board's language)."""
    reason = state.end_reason or ""
    if reason in context.board.lists.get("reasons", {}):
        return context.board.name_of("reasons", reason, lang)
    own = context.languages[0]
    return reason if lang == own else Markup('<span lang="{}">{}</span>').format(own, reason)


def name_share(permille: int, words: Words) -> str:
    """A share as people say it: half, two thirds, or so many percent."""
    key = f"pages.deed.share.{permille}"
    return words(key) if words.has(key) else format_permille(permille, words)


def say_round(vote: Round, words: Words) -> str:
    """How a vote went, or by what it will be decided."""
    voters = count(words, f"pages.deed.voters.{vote.unit}", vote.voters)
    needed = count(words, f"pages.deed.voters.{vote.unit}", vote.needed)
    rule = words("pages.deed.rule", voters=voters, quorum=name_share(vote.quorum, words), needed=needed, threshold=name_share(vote.threshold, words))
    if vote.tallied is None:
        return rule + words("pages.deed.vote.running")
    cast = count(words, f"pages.deed.voters.{vote.unit}", vote.cast)
    turnout, approval = format_permille(vote.turnout, words), format_permille(vote.approval, words)
    return rule + words(f"pages.deed.vote.{vote.outcome}", cast=cast, turnout=turnout, approval=approval)
