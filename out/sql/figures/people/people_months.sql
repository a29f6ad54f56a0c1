-- shows: series
-- People who helped in each month: for the first time, again after the month before, and back after a pause.
WITH helped AS (
  SELECT DISTINCT person, date_trunc('month', day)::DATE AS month FROM awards
),
marked AS (
  SELECT *, lag(month) OVER (PARTITION BY person ORDER BY month) AS before FROM helped
)
SELECT m.month, count(k.person) AS people, count(*) FILTER (WHERE k.person IS NOT NULL AND k.before IS NULL) AS first_timers,
  count(*) FILTER (WHERE k.before + INTERVAL 1 MONTH = k.month) AS again, count(*) FILTER (WHERE k.before + INTERVAL 1 MONTH < k.month) AS returned,
  (SELECT coalesce(sum(a.minutes), 0)::BIGINT FROM awards a WHERE a.day BETWEEN m.since AND m.until) AS minutes
FROM months m LEFT JOIN marked k ON k.month = m.since
GROUP BY m.month, m.since, m.until
ORDER BY m.month
