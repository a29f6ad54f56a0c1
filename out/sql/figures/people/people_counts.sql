-- shows: figure
-- Who does it: people on the board, those who helped in the last 90 days, and those who helped for the first time in them.
WITH spans AS (
  SELECT person, min(day) AS first_on, max(day) AS last_on, sum(minutes)::BIGINT AS minutes FROM awards GROUP BY person
)
SELECT (SELECT count(DISTINCT main) FROM persons WHERE state = 'active') AS volunteers,
  (SELECT count(*) FROM team_states WHERE state = 'active') AS teams,
  count(*) AS helped, count(*) FILTER (WHERE last_on > as_of() - 90) AS active, count(*) FILTER (WHERE first_on > as_of() - 90) AS first_timers,
  coalesce(sum(minutes), 0)::BIGINT AS minutes
FROM spans
