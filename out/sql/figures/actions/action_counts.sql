-- shows: figure
-- Actions by where they stand, and what they came to.
SELECT count(*) AS actions,
  count(*) FILTER (WHERE status = 'proposed') AS proposed,
  count(*) FILTER (WHERE status IN ('open', 'full')) AS upcoming,
  count(*) FILTER (WHERE status = 'postponed') AS postponed,
  count(*) FILTER (WHERE held_on IS NOT NULL) AS held,
  count(*) FILTER (WHERE status = 'to-report') AS to_report,
  count(*) FILTER (WHERE status = 'cancelled') AS cancelled,
  count(*) FILTER (WHERE status = 'declined') AS declined,
  coalesce(sum(attended), 0)::BIGINT AS attended,
  coalesce(sum(guests), 0)::BIGINT AS guests,
  (SELECT coalesce(sum(minutes), 0)::BIGINT FROM awards WHERE kind = 'action') AS minutes
FROM action_states
