-- shows: table
-- Deliveries against the promise: of the claims delivered, how many within the wished-for day where the wish names one, by kind.
SELECT w.kind, count(*) AS delivered, count(*) FILTER (WHERE h.due IS NOT NULL) AS with_due,
  count(*) FILTER (WHERE c.delivered_on <= h.due) AS in_time,
  rate(count(*) FILTER (WHERE c.delivered_on <= h.due), count(*) FILTER (WHERE h.due IS NOT NULL)) AS in_time_permille,
  NOT enough(count(*) FILTER (WHERE h.due IS NOT NULL)) AS suppressed
FROM claims c
JOIN wish_facts w ON w.wish = c.wish
JOIN wishes h ON h.id = c.wish
WHERE c.delivered_on IS NOT NULL AND c.state IN ('delivered', 'confirmed')
GROUP BY w.kind
ORDER BY w.kind
