-- Badges: each with the day on which it was earned. They mark kinds of help, never an amount of money.
WITH numbered AS (
  SELECT person, record, day, kind, bonus, dense_rank() OVER (PARTITION BY person ORDER BY day, record) AS nth FROM awards
),
firsts AS (
  SELECT person, month_of(day) AS month, min(day) AS day FROM awards GROUP BY person, month_of(day)
),
monthly AS (
  SELECT person, day, row_number() OVER (PARTITION BY person ORDER BY day) AS nth FROM firsts
),
categories AS (
  SELECT a.person, w.category, min(a.day) AS day FROM awards a JOIN wishes w ON w.id = a.record GROUP BY a.person, w.category
),
varied AS (
  SELECT person, day, row_number() OVER (PARTITION BY person ORDER BY day, category) AS nth FROM categories
),
together AS (
  SELECT person, day, row_number() OVER (PARTITION BY person ORDER BY day, record) AS nth FROM awards WHERE kind = 'action'
)
SELECT 'first-light' AS badge, person, min(day) AS earned_on FROM numbered WHERE nth = 1 GROUP BY person
UNION ALL
SELECT 'ten-lights', person, min(day) FROM numbered WHERE nth = 10 GROUP BY person
UNION ALL
SELECT 'long-waited', person, min(day) FROM numbered WHERE bonus > 0 GROUP BY person
UNION ALL
SELECT 'six-months', person, day FROM monthly WHERE nth = 6
UNION ALL
SELECT 'many-crafts', person, day FROM varied WHERE nth = 4
UNION ALL
SELECT 'five-actions', person, day FROM together WHERE nth = 5
ORDER BY 2, 3, 1
