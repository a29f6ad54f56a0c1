-- shows: table
-- The same kind of wish again in the same community within 90 days: a sign of a need that single wishes do not end.
WITH wished AS (
  SELECT community, category, published_on,
    published_on - lag(published_on) OVER (PARTITION BY community, category ORDER BY published_on, wish) <= 90 AS again
  FROM wish_facts
  WHERE published_on IS NOT NULL AND status <> 'merged'
)
SELECT community, category, count(*) AS wishes, count(*) FILTER (WHERE again) AS repeated, max(published_on) AS newest_on
FROM wished
GROUP BY community, category
HAVING count(*) FILTER (WHERE again) > 0
ORDER BY repeated DESC, community, category
