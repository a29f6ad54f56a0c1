-- shows: table
-- Where wishes find nobody: published, never claimed at all, and never claimed for more than 30 days, by category.
SELECT w.category, count(*) AS published,
  count(*) FILTER (WHERE c.wish IS NULL AND w.status = 'open') AS never_claimed,
  count(*) FILTER (WHERE c.wish IS NULL AND w.status = 'open' AND as_of() - w.published_on > 30) AS over_30_days,
  rate(count(*) FILTER (WHERE c.wish IS NULL AND w.status = 'open'), count(*)) AS never_claimed_permille,
  NOT enough(count(*)) AS suppressed
FROM wish_facts w
LEFT JOIN (SELECT DISTINCT wish FROM claims WHERE claimed_on IS NOT NULL) c USING (wish)
WHERE w.published_on IS NOT NULL
GROUP BY w.category
ORDER BY never_claimed DESC, published DESC, w.category
