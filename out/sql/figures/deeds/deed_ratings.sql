-- shows: table
-- What residents gave an accepted deed, from 1 to 5, and defects found since. Too few ratings show no mean (in tenths).
WITH rated AS (
  SELECT record, sum(count)::BIGINT AS ratings, sum(count * rating)::BIGINT AS total FROM live_entries WHERE kind = 'deed' AND event = 'rated' GROUP BY record
),
defects AS (
  SELECT record, count(*) FILTER (WHERE event = 'defect') AS defects, count(*) FILTER (WHERE event = 'mended') AS mended
  FROM live_entries WHERE kind = 'deed' GROUP BY record
)
SELECT s.deed, s.accepted_on, coalesce(r.ratings, 0) AS ratings, CASE WHEN enough(coalesce(r.ratings, 0)) THEN (20 * r.total + r.ratings) // (2 * r.ratings) END AS mean_tenths,
  coalesce(d.defects, 0) AS defects, coalesce(d.mended, 0) AS mended, NOT enough(coalesce(r.ratings, 0)) AS suppressed
FROM deed_states s LEFT JOIN rated r ON r.record = s.deed LEFT JOIN defects d ON d.record = s.deed
WHERE s.accepted_on IS NOT NULL
ORDER BY s.accepted_on DESC, s.deed
