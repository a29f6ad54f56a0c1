-- shows: table
-- Each approved deed's money: what was planned, varied, granted and spent, and the share of the budget that is spent.
SELECT s.deed, t.category, a.community, s.status, s.planned_fen, s.varied_fen, s.budget_fen, s.funded_fen, s.spent_fen,
  permille(s.spent_fen, s.budget_fen) AS spent_permille, s.spent_fen > s.budget_fen AS over_budget
FROM deed_states s JOIN deeds t ON t.id = s.deed LEFT JOIN areas a ON a.id = t.area
WHERE s.approved_on IS NOT NULL
ORDER BY s.approved_on DESC, s.deed
