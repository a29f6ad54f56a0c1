"""rules.yml holds the rules that the code enforces, each with a value of the right kind, and no other."""

from __future__ import annotations

from collections.abc import Iterator

from wishlight.records.case import Finding
from wishlight.records.context import Context
from wishlight.records.rules.shared.settings import find_setting

NUMBERS = frozenset((
    "claim_cap", "newcomer_claim_cap", "value_cap_fen", "review_days", "wait_days_urgent",
    "wait_days_normal", "wait_days_patient", "introduce_days", "deliver_days_goods", "deliver_days_service",
    "deliver_days_company", "deliver_days_public_space", "confirm_days", "reminder_days", "grace_days",
    "offer_hours", "late_entry_days", "publicity_days", "activity_cap_minutes", "day_cap_minutes",
    "pair_cap_minutes", "point_minutes", "goods_minutes", "waiting_bonus_days", "waiting_bonus_minutes",
    "no_show_limit", "min_sample", "board_places", "report_day",
))
LISTS = frozenset(("star_hours", "open_wish_forms", "automatic_forms"))


def check_settings(context: Context) -> Iterator[Finding]:
    history = context.board.rules.history
    for name in sorted((NUMBERS | LISTS) - history.keys()):
        yield find_setting("rules", name=name, why="-")
    for name, settings in history.items():
        if name not in NUMBERS | LISTS:
            yield find_setting("rules", name, name=name, why="-")
        for n, setting in enumerate(settings):
            value = setting.value
            right = isinstance(value, tuple) if name in LISTS else isinstance(value, int) and value >= 0
            if name in NUMBERS | LISTS and not right:
                yield find_setting("rules", name, n, "value", name=name, why=str(value))
