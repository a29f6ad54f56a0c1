-- shows: series
-- Actions held in each month, people attending, and the hours confirmed.
WITH worked AS (
  SELECT month_of(day) AS month, sum(minutes)::BIGINT AS minutes, count(DISTINCT person) AS people FROM awards WHERE kind = 'action' GROUP BY 1
)
SELECT m.month, count(s.action) AS held, coalesce(sum(s.attended), 0)::BIGINT AS attended, coalesce(sum(s.guests), 0)::BIGINT AS guests,
  coalesce(max(k.people), 0) AS people, coalesce(max(k.minutes), 0) AS minutes
FROM months m
LEFT JOIN action_states s ON s.held_on BETWEEN m.since AND m.until
LEFT JOIN worked k ON k.month = m.month
GROUP BY m.month
ORDER BY m.month
