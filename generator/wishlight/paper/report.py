"""The month on one page for the official: opening + published - closed = closing, community by community, and what was frozen."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from wishlight.pages.cells import show_number
from wishlight.pages.codes import code_page
from wishlight.pages.context import Context
from wishlight.pages.formats import format_month
from wishlight.paper.months import choose_month, read_flow
from wishlight.paper.sheet import Asked, Filled

TAKES = ("month",)
FLOWS = """
SELECT a.id AS community,
  count(*) FILTER (WHERE w.published_on < m.since AND (w.closed_on IS NULL OR w.closed_on >= m.since)) AS opening,
  count(*) FILTER (WHERE w.published_on BETWEEN m.since AND m.until) AS published,
  count(*) FILTER (WHERE w.status = 'fulfilled' AND w.closed_on BETWEEN m.since AND m.until) AS fulfilled,
  count(*) FILTER (WHERE w.status <> 'fulfilled' AND w.closed_on BETWEEN m.since AND m.until) AS ended
FROM months m CROSS JOIN areas a LEFT JOIN wish_facts w ON w.community = a.id AND w.published_on IS NOT NULL
WHERE m.month = ? AND a.level = 'community'
GROUP BY a.id ORDER BY a.id
"""
"""The flow of `stock_flow`, for each community. What belongs to no community (a street's or the district's own) is the rest."""


class Flow(NamedTuple):
    """A row of the account: opening + published - fulfilled - ended = closing. `area` is empty for what belongs to no community."""

    area: str
    opening: int
    published: int
    fulfilled: int
    ended: int

    @property
    def closing(self) -> int:
        """What is open at the end of the month."""
        return self.opening + self.published - self.fulfilled - self.ended


def fill(context: Context, lang: str, asked: Asked) -> Filled:
    """The report of one whole month."""
    month = choose_month(context, asked.month)
    words = context.words[lang]
    total = read_flow(context, month)
    figures, report = list_figures(context, month), context.folded.get(f"R-{month}")
    values = {
        "flows": list_flows(context, month, total),
        "total": Flow("", total["opening"], total["published"], total["fulfilled"], total["ended"]),
        "figures": [
            (name, *(None if n is None else show_number(name, n, words) for n in (then, now))) for name, then, now in figures
        ],
        # The account is of wishes that were published; the figure also counts those that ended before.
        "unpublished": next(now for name, _, now in figures if name == "wishes_ended") - total["ended"],
        "frozen_on": date.fromisoformat(str(report.record.head["as_of"])) if report else None,
        "callbacks": sum_callbacks(context, month),
        "commit": asked.commit,
        "code": code_page(context, "transparency/", lang, f"R-{month}"),
    }
    return Filled(month, words("paper.report.title", month=format_month(month, words)), values)


def list_flows(context: Context, month: str, total: dict[str, Any]) -> list[Flow]:
    """Each community's account, and what belongs to none of them, so that the rows add up to the board's total."""
    flows = [Flow(*row) for row in context.con.execute(FLOWS, [month]).fetchall()]
    columns = ("opening", "published", "fulfilled", "ended")
    rest = Flow("", *(total[name] - sum(getattr(flow, name) for flow in flows) for name in columns))
    return [*flows, rest] if any(rest[1:]) else flows


def list_figures(context: Context, month: str) -> list[tuple[str, int | None, int]]:
    """Each figure as the month's report froze it (None without a report), and as it is counted today."""
    report = context.folded.get(f"R-{month}")
    rows = report.record.head.get("figures", []) if report else []
    frozen = {row["figure"]: row["value"] for row in rows}
    counted = [row for row in context.results["month_report"].dicts() if row["month"] == month]
    return [(row["figure"], frozen.get(row["figure"]), row["value"]) for row in counted]


def sum_callbacks(context: Context, month: str) -> dict[str, int]:
    """The month's call-backs of all communities together; empty where no report tells of any."""
    report = context.folded.get(f"R-{month}")
    rows = report.record.head.get("callbacks", []) if report else []
    names = ("reached", "not_reached", "refused", "satisfied", "basically", "dissatisfied")
    return {name: sum(row[name] for row in rows) for name in names} if rows else {}
