-- shows: table
-- Wishes whose next step is late, the longest first: who has to move is said by the step.
SELECT late_since, wish, category, area, status, next_step AS step
FROM wish_facts
WHERE late_since IS NOT NULL
ORDER BY late_since, wish
