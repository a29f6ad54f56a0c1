-- shows: table
-- Published wishes by urgency: how many were fulfilled, wait, or ended otherwise. The share is of all published; too few show none.
SELECT urgency, count(*) AS published, count(*) FILTER (WHERE status = 'fulfilled') AS fulfilled,
  count(*) FILTER (WHERE closed_on IS NULL) AS waiting, count(*) FILTER (WHERE closed_on IS NOT NULL AND status <> 'fulfilled') AS ended,
  count(*) FILTER (WHERE late_since IS NOT NULL) AS overdue,
  rate(count(*) FILTER (WHERE status = 'fulfilled'), count(*)) AS fulfilled_permille,
  CASE WHEN enough(count(*) FILTER (WHERE status = 'fulfilled')) THEN quantile_disc(fulfilled_on - submitted_on, 0.5) FILTER (WHERE status = 'fulfilled') END AS median_days,
  NOT enough(count(*)) AS suppressed
FROM wish_facts
WHERE published_on IS NOT NULL
GROUP BY urgency
ORDER BY published DESC, urgency
