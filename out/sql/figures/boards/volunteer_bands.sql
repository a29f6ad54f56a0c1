-- shows: table
-- Where everyone stands this season, without names: people and the fewest points in each band.
SELECT period, band, count(*) AS people, CASE WHEN enough(count(*)) THEN min(points) END AS from_points, NOT enough(count(*)) AS suppressed
FROM people_ranks
WHERE span = 'season' AND NOT suppressed AND period = (SELECT max(period) FROM periods WHERE span = 'season')
GROUP BY period, band
ORDER BY array_position(['top-tenth', 'top-quarter', 'upper-half', 'lower-half'], band)
