-- shows: series
-- draws: published, fulfilled, closing
-- For each month: opening + published - fulfilled - ended = closing. Only published wishes are stock.
WITH flows AS (
  SELECT m.month,
    count(*) FILTER (WHERE w.published_on BETWEEN m.since AND least(m.until, as_of())) AS published,
    count(*) FILTER (WHERE w.status = 'fulfilled' AND w.closed_on BETWEEN m.since AND least(m.until, as_of())) AS fulfilled,
    count(*) FILTER (WHERE w.status <> 'fulfilled' AND w.closed_on BETWEEN m.since AND least(m.until, as_of())) AS ended,
    count(*) FILTER (WHERE w.published_on < m.since AND (w.closed_on IS NULL OR w.closed_on >= m.since)) AS opening
  FROM months m LEFT JOIN wish_facts w ON w.published_on IS NOT NULL
  GROUP BY m.month
)
SELECT month, opening, published, fulfilled, ended, opening + published - fulfilled - ended AS closing
FROM flows
ORDER BY month
