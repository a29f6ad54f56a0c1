"""Who may act for a post by form: its holder, while the forge still lets that account do what the board asks for.

Records say who holds a post; they change by a reviewed commit. A right that was taken away on the forge counts at once: it is
asked for when the form is about to be acted upon, never read from the form, a label or an earlier pass.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from wishlight.forge.port import Forge, Issue
from wishlight.intake.change import Change
from wishlight.intake.desk import DeclinedError, index_accounts
from wishlight.records.board.model import PERMISSIONS, Board
from wishlight.records.model import Record

DEFAULT = "triage"
"""What a board asks for that does not say: the least that a stranger does not have on a public repository."""


def find_permissions(forge: Forge, board: Board, records: Mapping[str, Record], issues: Iterable[Issue], day: date) -> dict[int, str]:
    """What each author who holds a post may do now, by account; nobody else is asked about."""
    holders = {post.holder_on(day) for post in board.posts.values()} - {None}
    linked = index_accounts(records.values(), day)
    authors = {issue.account for issue in issues if issue.account is not None and not issue.bot}
    return {account: forge.find_permission(account) for account in sorted(authors) if linked.get(account) in holders}


def check_permission(change: Change, account: int | None, board: Board, permissions: Mapping[int, str]) -> None:
    """Raises DeclinedError for a change in which a post acts through an account that may do too little."""
    if not any(str(entry["actor"]).startswith("post:") for entry in change.entries):
        return
    needed = str(board.info.get("post_permission", DEFAULT))
    has = permissions.get(account, PERMISSIONS[0]) if account is not None else PERMISSIONS[0]
    enough = PERMISSIONS[PERMISSIONS.index(needed) :] if needed in PERMISSIONS else ()  # a word that means nothing lets nobody in
    if has not in enough:
        raise DeclinedError("no-permission", needed=needed, has=has)
