"""Every figure and every leaderboard: one .sql file each. The folder is the list; words give each a title and say how it is counted."""

from __future__ import annotations

from wishlight.metrics.figures import Metric, list_metrics
from wishlight.metrics.kept import count_figures
from wishlight.metrics.run import Result, run_metric, run_metrics

__all__ = ["Metric", "Result", "count_figures", "list_metrics", "run_metric", "run_metrics"]
