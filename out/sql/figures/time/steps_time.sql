-- shows: table
-- draws: median_days
-- Days from the day a wish was submitted to each step, for the wishes that got there: half took at most the median, nine in ten the 90th percentile.
WITH steps(step, place, day, submitted_on) AS (
  SELECT 'published', 1, published_on, submitted_on FROM wish_facts
  UNION ALL SELECT 'claimed', 2, claimed_on, submitted_on FROM wish_facts
  UNION ALL SELECT 'introduced', 3, introduced_on, submitted_on FROM wish_facts
  UNION ALL SELECT 'delivered', 4, delivered_on, submitted_on FROM wish_facts
  UNION ALL SELECT 'confirmed', 5, fulfilled_on, submitted_on FROM wish_facts
)
SELECT step, count(day) AS wishes,
  CASE WHEN enough(count(day)) THEN quantile_disc(greatest(0, day - submitted_on), 0.5) FILTER (WHERE day IS NOT NULL) END AS median_days,
  CASE WHEN enough(count(day)) THEN quantile_disc(greatest(0, day - submitted_on), 0.9) FILTER (WHERE day IS NOT NULL) END AS p90_days,
  CASE WHEN enough(count(day)) THEN max(greatest(0, day - submitted_on)) FILTER (WHERE day IS NOT NULL) END AS longest_days,
  NOT enough(count(day)) AS suppressed
FROM steps
GROUP BY step, place
ORDER BY place
