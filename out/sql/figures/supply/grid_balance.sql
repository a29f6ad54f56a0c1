-- shows: table
-- Demand and supply by grid, in the order of the area list: no grid is ranked. Quiet grids are there too.
WITH demand AS (
  SELECT grid, count(*) FILTER (WHERE published_on IS NOT NULL) AS published, count(*) FILTER (WHERE status = 'open') AS open,
    count(*) FILTER (WHERE status = 'fulfilled') AS fulfilled, count(*) FILTER (WHERE late_since IS NOT NULL) AS overdue
  FROM wish_facts WHERE grid IS NOT NULL GROUP BY grid
),
supply AS (
  SELECT r.area AS grid, count(DISTINCT r.main) AS volunteers, count(DISTINCT a.person) FILTER (WHERE a.day > as_of() - 90) AS active
  FROM persons r LEFT JOIN awards a ON a.person = r.main
  WHERE r.state = 'active' GROUP BY r.area
)
SELECT a.community, a.id AS grid, a.households, coalesce(d.published, 0) AS published, coalesce(d.open, 0) AS open,
  coalesce(d.fulfilled, 0) AS fulfilled, coalesce(d.overdue, 0) AS overdue, coalesce(s.volunteers, 0) AS volunteers, coalesce(s.active, 0) AS active
FROM areas a
LEFT JOIN demand d ON d.grid = a.id
LEFT JOIN supply s ON s.grid = a.id
WHERE a.level = 'grid' AND (a.until IS NULL OR a.until >= as_of())
ORDER BY a.community, a.id
