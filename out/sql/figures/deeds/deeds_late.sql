-- shows: table
-- Deeds finished or still unfinished after the day they were due.
SELECT s.deed, t.category, a.community, s.status, t.due, s.completed_on, s.completed_on IS NULL AS unfinished,
  CASE WHEN s.completed_on IS NOT NULL THEN s.days_late END AS days_late
FROM deed_states s JOIN deeds t ON t.id = s.deed LEFT JOIN areas a ON a.id = t.area
WHERE s.days_late > 0
ORDER BY s.completed_on IS NOT NULL, t.due, s.deed
