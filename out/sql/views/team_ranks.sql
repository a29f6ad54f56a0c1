-- A team's total is the sum of what its members earned while they belonged to it; every award counts for one team at most.
WITH totals AS (
  SELECT p.span, p.period, a.team, sum(a.points)::BIGINT AS points, sum(a.minutes)::BIGINT AS minutes, count(DISTINCT a.record) AS records,
    count(DISTINCT a.person) AS people
  FROM periods p JOIN awards a ON a.day BETWEEN p.since AND p.until
  WHERE a.team IS NOT NULL
  GROUP BY p.span, p.period, a.team
),
sizes AS (
  SELECT p.span, p.period, count(a.person) AS awards
  FROM periods p LEFT JOIN awards a ON a.day BETWEEN p.since AND p.until AND a.team IS NOT NULL
  GROUP BY p.span, p.period
),
ranked AS (
  SELECT t.*, rank() OVER w AS place, count(*) OVER (PARTITION BY t.span, t.period, t.points) > 1 AS tied
  FROM totals t JOIN team_states s ON s.team = t.team
  WHERE s.state = 'active' AND t.points > 0
  WINDOW w AS (PARTITION BY t.span, t.period ORDER BY t.points DESC)
)
SELECT r.span, r.period, r.place, r.tied, r.team, r.points, r.minutes, r.records, r.people, false AS suppressed
FROM ranked r JOIN sizes s USING (span, period)
WHERE enough(s.awards)
UNION ALL
SELECT span, period, NULL, NULL, NULL, NULL, NULL, NULL, NULL, true FROM sizes WHERE NOT enough(awards)
ORDER BY 1, 2, 3 NULLS LAST, 5
