-- shows: table
-- How many wishes are late, by the step that is missing.
WITH steps(step, place) AS (VALUES ('publish', 1), ('claim', 2), ('introduce', 3), ('deliver', 4), ('confirm', 5))
SELECT s.step, count(w.wish) AS wishes, min(w.late_since) AS oldest_on
FROM steps s LEFT JOIN wish_facts w ON w.next_step = s.step AND w.late_since IS NOT NULL
GROUP BY s.step, s.place
ORDER BY s.place
