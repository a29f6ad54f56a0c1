-- shows: table
-- Wishes against the people who live there, by community and group, where the board counted them. Too few people show no rate.
SELECT a.id AS community, p.beneficiary, p.people, p.counted_on, count(w.wish) AS wishes,
  count(w.wish) FILTER (WHERE w.status = 'fulfilled') AS fulfilled, rate(count(w.wish), p.people) AS wishes_permille,
  NOT enough(p.people) AS suppressed
FROM population p
JOIN areas a ON a.id = p.area
LEFT JOIN wish_facts w ON w.community = p.area AND w.beneficiary = p.beneficiary AND w.published_on IS NOT NULL
GROUP BY a.id, p.beneficiary, p.people, p.counted_on
ORDER BY a.id, p.beneficiary
