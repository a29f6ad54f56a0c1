-- shows: series
-- Wishes published and fulfilled in each community, month by month.
SELECT m.month, a.id AS community, count(w.wish) FILTER (WHERE w.published_on BETWEEN m.since AND m.until) AS published,
  count(w.wish) FILTER (WHERE w.fulfilled_on BETWEEN m.since AND m.until) AS fulfilled
FROM months m
CROSS JOIN areas a
LEFT JOIN wish_facts w ON w.community = a.id AND (w.published_on BETWEEN m.since AND m.until OR w.fulfilled_on BETWEEN m.since AND m.until)
WHERE a.level = 'community'
GROUP BY m.month, a.id
ORDER BY m.month, a.id
