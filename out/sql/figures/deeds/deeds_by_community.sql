-- shows: table
-- Deeds by community: proposed, approved, accepted, refused, and the money.
SELECT a.community, count(*) AS deeds, count(s.approved_on) AS approved, count(s.accepted_on) AS accepted,
  count(*) FILTER (WHERE s.state IN ('declined', 'cancelled')) AS refused,
  coalesce(sum(s.budget_fen) FILTER (WHERE s.approved_on IS NOT NULL), 0)::BIGINT AS budget_fen, coalesce(sum(s.spent_fen), 0)::BIGINT AS spent_fen
FROM deed_states s JOIN deeds t ON t.id = s.deed LEFT JOIN areas a ON a.id = t.area
GROUP BY 1
ORDER BY deeds DESC, 1
