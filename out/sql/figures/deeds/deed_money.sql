-- shows: figure
-- Money of the deeds that were approved: planned, changed by approved variations, granted and spent; and how many spent more than they may.
SELECT count(*) AS deeds, coalesce(sum(planned_fen), 0)::BIGINT AS planned_fen, coalesce(sum(varied_fen), 0)::BIGINT AS varied_fen,
  coalesce(sum(budget_fen), 0)::BIGINT AS budget_fen, coalesce(sum(funded_fen), 0)::BIGINT AS funded_fen, coalesce(sum(spent_fen), 0)::BIGINT AS spent_fen,
  count(*) FILTER (WHERE spent_fen > budget_fen) AS over_budget
FROM deed_states
WHERE approved_on IS NOT NULL
