-- shows: table
-- Demand and supply by community: wishes waiting there against the volunteers who live there.
WITH demand AS (
  SELECT community, count(*) FILTER (WHERE published_on IS NOT NULL) AS published, count(*) FILTER (WHERE status = 'open') AS open,
    coalesce(sum(minutes) FILTER (WHERE status = 'open'), 0)::BIGINT AS open_minutes
  FROM wish_facts GROUP BY community
),
supply AS (
  SELECT r.community, count(DISTINCT r.main) AS volunteers, count(DISTINCT a.person) FILTER (WHERE a.day > as_of() - 90) AS active,
    coalesce(sum(a.minutes) FILTER (WHERE a.day > as_of() - 90), 0)::BIGINT AS minutes
  FROM (SELECT DISTINCT main, community, state FROM persons) r LEFT JOIN awards a ON a.person = r.main
  WHERE r.state = 'active' GROUP BY r.community
)
SELECT c.id AS community, c.households, coalesce(d.published, 0) AS published, coalesce(d.open, 0) AS open, coalesce(d.open_minutes, 0) AS open_minutes,
  coalesce(s.volunteers, 0) AS volunteers, coalesce(s.active, 0) AS active, coalesce(s.minutes, 0) AS minutes
FROM areas c
LEFT JOIN demand d ON d.community = c.id
LEFT JOIN supply s ON s.community = c.id
WHERE c.level = 'community'
ORDER BY c.id
