-- shows: table
-- Deliveries against the promise, by kind: within the working days that the rule gives (from the introduction where there was one),
-- or by the day of a granted extension, or by the day the wish itself names.
WITH allowed AS (
  SELECT k.kind, r.value, r.since, r.until
  FROM (SELECT DISTINCT kind FROM wish_facts) k JOIN rule_spans r ON r.name = 'deliver_days_' || replace(k.kind, '-', '_')
),
promised AS (
  SELECT w.kind, c.delivered_on, u.number - f.number AS took, r.value AS allowed, c.extended_until, h.due
  FROM claims c
  JOIN wish_facts w ON w.wish = c.wish
  JOIN wishes h ON h.id = c.wish
  JOIN workdays f ON f.day = greatest(c.claimed_on, c.introduced_on)
  JOIN workdays u ON u.day = c.delivered_on
  JOIN allowed r ON r.kind = w.kind AND c.claimed_on BETWEEN r.since AND r.until
  WHERE c.state IN ('delivered', 'confirmed')
)
SELECT kind, count(*) AS delivered, count(*) FILTER (WHERE took <= allowed) AS in_time,
  count(*) FILTER (WHERE took > allowed AND (delivered_on <= extended_until OR delivered_on <= due)) AS in_extended_time,
  rate(count(*) FILTER (WHERE took <= allowed OR delivered_on <= extended_until OR delivered_on <= due), count(*)) AS in_time_permille,
  NOT enough(count(*)) AS suppressed
FROM promised
GROUP BY kind
ORDER BY kind
