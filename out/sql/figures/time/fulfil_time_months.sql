-- shows: series
-- draws: median_days, p90_days
-- Days from submission to confirmation, by the month in which the wish was fulfilled.
SELECT m.month, count(w.wish) AS fulfilled,
  CASE WHEN enough(count(w.wish)) THEN quantile_disc(w.fulfilled_on - w.submitted_on, 0.5) END AS median_days,
  CASE WHEN enough(count(w.wish)) THEN quantile_disc(w.fulfilled_on - w.submitted_on, 0.9) END AS p90_days,
  NOT enough(count(w.wish)) AS suppressed
FROM months m LEFT JOIN wish_facts w ON w.fulfilled_on BETWEEN m.since AND m.until
GROUP BY m.month
ORDER BY m.month
