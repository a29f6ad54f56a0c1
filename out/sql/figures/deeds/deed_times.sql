-- shows: table
-- draws: median_days
-- Days from a deed's proposal to each stage, for the deeds that got there.
WITH steps(step, place, day, proposed_on) AS (
  SELECT 'approved', 1, approved_on, proposed_on FROM deed_states
  UNION ALL SELECT 'started', 2, started_on, proposed_on FROM deed_states
  UNION ALL SELECT 'completed', 3, completed_on, proposed_on FROM deed_states
  UNION ALL SELECT 'accepted', 4, accepted_on, proposed_on FROM deed_states
)
SELECT step, count(day) AS deeds,
  CASE WHEN enough(count(day)) THEN quantile_disc(day - proposed_on, 0.5) FILTER (WHERE day IS NOT NULL) END AS median_days,
  CASE WHEN enough(count(day)) THEN quantile_disc(day - proposed_on, 0.9) FILTER (WHERE day IS NOT NULL) END AS p90_days,
  NOT enough(count(day)) AS suppressed
FROM steps
GROUP BY step, place
ORDER BY place
