-- shows: series
-- draws: reached, solved, not_solved
-- Calls after wishes ended, by month: reached, not reached, refused, and what the reached ones said. Nobody unreached counts as content.
SELECT m.month, count(e.n) AS calls, count(e.n) FILTER (WHERE e.outcome = 'reached') AS reached,
  count(e.n) FILTER (WHERE e.outcome = 'not-reached') AS not_reached, count(e.n) FILTER (WHERE e.outcome = 'refused') AS refused,
  count(e.n) FILTER (WHERE e.solved = 'yes') AS solved, count(e.n) FILTER (WHERE e.solved = 'no') AS not_solved,
  rate(count(e.n) FILTER (WHERE e.solved = 'yes'), count(e.n) FILTER (WHERE e.outcome = 'reached')) AS solved_permille,
  NOT enough(count(e.n) FILTER (WHERE e.outcome = 'reached')) AS suppressed
FROM months m LEFT JOIN live_entries e ON e.event = 'called_back' AND e.day BETWEEN m.since AND m.until
GROUP BY m.month
ORDER BY m.month
