-- shows: table
-- The same kind of wish again in the same community within 90 days: a sign of a need that single wishes do not end.
SELECT w.community, w.category, count(DISTINCT w.wish) AS wishes, count(DISTINCT w.wish) FILTER (WHERE e.wish IS NOT NULL) AS repeated,
  max(w.published_on) AS newest_on
FROM wish_facts w
LEFT JOIN wish_facts e ON e.community = w.community AND e.category = w.category AND e.wish <> w.wish
  AND (e.published_on, e.wish) < (w.published_on, w.wish) AND w.published_on - e.published_on <= 90
WHERE w.published_on IS NOT NULL AND w.status <> 'merged'
GROUP BY w.community, w.category
HAVING count(DISTINCT w.wish) FILTER (WHERE e.wish IS NOT NULL) > 0
ORDER BY repeated DESC, w.community, w.category
