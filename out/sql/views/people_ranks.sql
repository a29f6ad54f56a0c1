-- Everyone's points in every span, ranked. Equal points share a place. People under 18, suspended or gone are not ranked;
-- whoever did not agree to stand on boards is a number. A span with fewer awards than the minimum sample has one row that says so.
WITH totals AS (
  SELECT p.span, p.period, a.person, sum(a.points)::BIGINT AS points, sum(a.minutes)::BIGINT AS minutes, count(DISTINCT a.record) AS records
  FROM periods p JOIN awards a ON a.day BETWEEN p.since AND p.until
  GROUP BY p.span, p.period, a.person
),
sizes AS (
  SELECT p.span, p.period, count(a.person) AS awards FROM periods p LEFT JOIN awards a ON a.day BETWEEN p.since AND p.until GROUP BY p.span, p.period
),
mains AS (
  SELECT DISTINCT main, number, on_boards, may_rank FROM persons
),
ranked AS (
  SELECT t.*, m.number, m.on_boards, rank() OVER w AS place, count(*) OVER (PARTITION BY t.span, t.period, t.points) > 1 AS tied,
    count(*) OVER (PARTITION BY t.span, t.period) AS people
  FROM totals t JOIN mains m ON m.main = t.person
  WHERE m.may_rank AND t.points > 0
  WINDOW w AS (PARTITION BY t.span, t.period ORDER BY t.points DESC)
)
SELECT r.span, r.period, r.place, r.tied, CASE WHEN r.on_boards THEN r.person END AS person, r.number, r.points, r.minutes, r.records,
  CASE WHEN (r.place - 1) * 10 < r.people THEN 'top-tenth' WHEN (r.place - 1) * 4 < r.people THEN 'top-quarter'
    WHEN (r.place - 1) * 2 < r.people THEN 'upper-half' ELSE 'lower-half' END AS band,
  false AS suppressed
FROM ranked r JOIN sizes s USING (span, period)
WHERE enough(s.awards)
UNION ALL
SELECT span, period, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, true FROM sizes WHERE NOT enough(awards)
ORDER BY 1, 2, 3 NULLS LAST, 6
