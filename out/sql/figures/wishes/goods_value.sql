-- shows: figure
-- Gifts of goods against the board's value cap, and what givers say they spent.
SELECT rule_today('value_cap_fen') AS cap_fen, count(*) AS wishes, count(*) FILTER (WHERE w.value_fen IS NULL) AS unvalued,
  coalesce(sum(w.value_fen), 0)::BIGINT AS total_fen, quantile_disc(w.value_fen, 0.5) AS median_fen, max(w.value_fen) AS highest_fen,
  count(*) FILTER (WHERE w.value_fen > rule_today('value_cap_fen')) AS over_cap,
  (SELECT coalesce(sum(c.cost_fen), 0)::BIGINT FROM claims c WHERE c.state = 'confirmed') AS spent_fen
FROM wish_facts w
WHERE w.kind = 'goods' AND w.published_on IS NOT NULL
