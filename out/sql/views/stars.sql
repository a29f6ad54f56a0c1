-- Each person's confirmed hours and the stars they make, by the rule of the day of the figures. Hours never go down by spending.
WITH hours AS (
  SELECT person, sum(minutes)::BIGINT AS minutes FROM awards GROUP BY person
),
steps AS (
  SELECT value FROM rule_spans WHERE name = 'star_hours' AND as_of() BETWEEN since AND until
)
SELECT h.person, h.minutes, count(*) FILTER (WHERE s.value * 60 <= h.minutes) AS stars, min(s.value) FILTER (WHERE s.value * 60 > h.minutes) AS next_hours
FROM hours h LEFT JOIN steps s ON true
GROUP BY h.person, h.minutes
ORDER BY h.person
