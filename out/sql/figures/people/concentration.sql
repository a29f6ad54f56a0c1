-- shows: figure
-- How much of the confirmed time the most active tenth gave in the last twelve months (at least one person). Too few people show no share.
WITH given AS (
  SELECT person, sum(minutes)::BIGINT AS minutes, row_number() OVER (ORDER BY sum(minutes) DESC, person) AS place, count(*) OVER () AS people
  FROM awards WHERE day > as_of() - 365 GROUP BY person HAVING sum(minutes) > 0
)
SELECT count(*) AS people, coalesce(sum(minutes), 0)::BIGINT AS minutes, count(*) FILTER (WHERE place <= greatest(1, people // 10)) AS top_people,
  CASE WHEN enough(count(*)) THEN coalesce(sum(minutes) FILTER (WHERE place <= greatest(1, people // 10)), 0)::BIGINT END AS top_minutes,
  CASE WHEN enough(count(*)) THEN permille(coalesce(sum(minutes) FILTER (WHERE place <= greatest(1, people // 10)), 0)::BIGINT, sum(minutes)::BIGINT) END AS top_permille,
  NOT enough(count(*)) AS suppressed
FROM given
