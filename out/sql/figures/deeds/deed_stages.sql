-- shows: table
-- Deeds by stage, in the order in which a deed goes through them, with what they may cost.
WITH stages(status, place) AS (
  VALUES ('proposed', 1), ('deliberated', 2), ('voting', 3), ('tallied', 4), ('no-quorum', 5), ('publicised', 6), ('approved', 7), ('contracted', 8),
    ('started', 9), ('paused', 10), ('completed', 11), ('inspected', 12), ('accepted', 13), ('declined', 14), ('cancelled', 15)
)
SELECT g.status, count(s.deed) AS deeds, coalesce(sum(s.budget_fen), 0)::BIGINT AS budget_fen, coalesce(sum(s.spent_fen), 0)::BIGINT AS spent_fen
FROM stages g LEFT JOIN deed_states s ON s.status = g.status
GROUP BY g.status, g.place
ORDER BY g.place
