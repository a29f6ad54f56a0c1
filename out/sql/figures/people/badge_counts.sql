-- shows: table
-- How many people have earned each badge.
WITH known(badge, place) AS (VALUES ('first-light', 1), ('ten-lights', 2), ('long-waited', 3), ('six-months', 4), ('many-crafts', 5), ('five-actions', 6))
SELECT k.badge, count(b.person) AS people, max(b.earned_on) AS newest_on
FROM known k LEFT JOIN badges b USING (badge)
GROUP BY k.badge, k.place
ORDER BY k.place
