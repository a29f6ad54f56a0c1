-- shows: table
-- Skills that open wishes ask for against the active volunteers who offer them.
WITH asked AS (
  SELECT c.skill, count(*) AS open
  FROM wish_facts w JOIN choices c ON c.list = 'wish_categories' AND c.id = w.category
  WHERE w.status = 'open' AND c.skill IS NOT NULL GROUP BY c.skill
),
offered AS (
  SELECT k.skill, count(DISTINCT r.main) AS volunteers
  FROM person_skills k JOIN persons r ON r.person = k.person
  WHERE r.state = 'active' GROUP BY k.skill
)
SELECT c.id AS skill, coalesce(a.open, 0) AS open, coalesce(o.volunteers, 0) AS volunteers
FROM choices c LEFT JOIN asked a ON a.skill = c.id LEFT JOIN offered o ON o.skill = c.id
WHERE c.list = 'skills'
ORDER BY c.id
