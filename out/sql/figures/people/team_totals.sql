-- shows: table
-- Each team's members and what they gave while they belonged to it.
WITH members AS (
  SELECT team, count(DISTINCT person) AS members FROM team_spells WHERE until IS NULL OR until > as_of() GROUP BY team
),
given AS (
  SELECT team, count(DISTINCT person) AS helped, count(DISTINCT record) AS records, sum(minutes)::BIGINT AS minutes, sum(points)::BIGINT AS points
  FROM awards WHERE team IS NOT NULL GROUP BY team
)
SELECT s.team, t.team_kind, t.area, s.state, coalesce(m.members, 0) AS members, coalesce(g.helped, 0) AS helped, coalesce(g.records, 0) AS records,
  coalesce(g.minutes, 0) AS minutes, coalesce(g.points, 0) AS points
FROM team_states s JOIN teams t ON t.id = s.team LEFT JOIN members m ON m.team = s.team LEFT JOIN given g ON g.team = s.team
ORDER BY points DESC, s.team
