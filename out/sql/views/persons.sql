-- Each person with the person they were merged into, and a number that stands for whoever did not agree to be named.
-- The number is drawn anew each month, so that it can't be followed.
WITH RECURSIVE chain(person, main) AS (
  SELECT person, person FROM person_states
  UNION
  SELECT chain.person, s.merged_into
  FROM chain JOIN person_states s ON s.person = chain.main
  WHERE s.merged_into IS NOT NULL
),
mains AS (
  SELECT chain.person, min(chain.main) AS main
  FROM chain JOIN person_states s ON s.person = chain.main
  WHERE s.merged_into IS NULL
  GROUP BY chain.person
),
numbers AS (
  SELECT main, row_number() OVER (ORDER BY md5(main || month_of(as_of())), main) AS number
  FROM (SELECT DISTINCT main FROM mains)
)
SELECT m.person, m.main, n.number, p.area, a.community, p.age_group, s.state, s.joined_on, s.verified_on,
  s.name IS NOT NULL AS named,
  coalesce(s.scope IN ('page', 'board'), false) AS has_page,
  coalesce(s.scope = 'board', false) AS on_boards,
  p.age_group = 'adult' AND s.state = 'active' AS may_rank
FROM mains m
JOIN numbers n USING (main)
JOIN people p ON p.id = m.main
JOIN person_states s ON s.person = m.main
LEFT JOIN areas a ON a.id = p.area
ORDER BY m.person
