-- shows: table
-- How many people have each number of stars, from confirmed hours.
WITH levels(stars) AS (SELECT unnest(range(0, 1 + (SELECT count(*) FROM rule_spans WHERE name = 'star_hours' AND as_of() BETWEEN since AND until))))
SELECT l.stars, (SELECT value FROM rule_spans r WHERE r.name = 'star_hours' AND as_of() BETWEEN r.since AND r.until AND r.place = l.stars) AS from_hours, count(s.person) AS people
FROM levels l LEFT JOIN stars s ON s.stars = l.stars
GROUP BY l.stars
ORDER BY l.stars DESC
