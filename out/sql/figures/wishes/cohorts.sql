-- shows: cohort
-- draws: within_7_permille, within_30_permille, within_90_permille
-- Of the wishes published in a month, how many were fulfilled within 7, 30, 60 and 90 days. A share stands only once every wish
-- of the month has had that long; too few wishes show no share.
WITH wished AS (
  SELECT month_of(published_on) AS month, closed_on - published_on AS days, status = 'fulfilled' AS done FROM wish_facts WHERE published_on IS NOT NULL
)
SELECT m.month, count(w.month) AS published, count(*) FILTER (WHERE w.done) AS fulfilled,
  CASE WHEN m.until + 7 <= as_of() THEN rate(count(*) FILTER (WHERE w.done AND w.days <= 7), count(w.month)) END AS within_7_permille,
  CASE WHEN m.until + 30 <= as_of() THEN rate(count(*) FILTER (WHERE w.done AND w.days <= 30), count(w.month)) END AS within_30_permille,
  CASE WHEN m.until + 60 <= as_of() THEN rate(count(*) FILTER (WHERE w.done AND w.days <= 60), count(w.month)) END AS within_60_permille,
  CASE WHEN m.until + 90 <= as_of() THEN rate(count(*) FILTER (WHERE w.done AND w.days <= 90), count(w.month)) END AS within_90_permille,
  NOT enough(count(w.month)) AS suppressed
FROM months m LEFT JOIN wished w USING (month)
GROUP BY m.month, m.until
ORDER BY m.month
