-- shows: table
-- The three rates that hotlines publish, each with what it is counted of. Response: answered (published or refused) within the review days,
-- of all whose review days are over. Resolution: fulfilled, of all published at least 30 days ago. Satisfaction: solved, of the residents reached.
WITH seen AS (
  SELECT submitted_on, coalesce(least(published_on, ended_on), published_on, ended_on) AS day FROM wish_facts WHERE submitted_on IS NOT NULL
),
answered AS (
  SELECT s.day, u.number - f.number AS took, r.value AS allowed
  FROM seen s
  JOIN workdays f ON f.day = s.submitted_on
  JOIN workdays u ON u.day = coalesce(s.day, as_of())
  JOIN rule_spans r ON r.name = 'review_days' AND s.submitted_on BETWEEN r.since AND r.until
),
counts(rate, place, part, whole) AS (
  SELECT 'response', 1, count(*) FILTER (WHERE day IS NOT NULL AND took <= allowed), count(*) FROM answered WHERE day IS NOT NULL OR took > allowed
  UNION ALL
  SELECT 'resolution', 2, count(*) FILTER (WHERE status = 'fulfilled'), count(*) FROM wish_facts WHERE published_on <= as_of() - 30 AND status <> 'merged'
  UNION ALL
  SELECT 'satisfaction', 3, count(*) FILTER (WHERE solved = 'yes'), count(*) FROM live_entries WHERE event = 'called_back' AND outcome = 'reached'
)
SELECT rate, part, whole, rate(part, whole) AS permille, NOT enough(whole) AS suppressed
FROM counts
ORDER BY place
