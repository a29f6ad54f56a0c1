-- shows: figure
-- Confirmed claims that were opened again, by whose fault, and wishes closed because nobody could confirm the result.
SELECT
  (SELECT count(*) FROM live_entries WHERE kind = 'wish' AND event = 'confirmed') AS confirmations,
  count(*) AS reopened,
  count(*) FILTER (WHERE fault = 'claimer') AS fault_claimer,
  count(*) FILTER (WHERE fault = 'board') AS fault_board,
  count(*) FILTER (WHERE fault = 'none') AS fault_none,
  (SELECT count(*) FROM claims WHERE state = 'unmet') AS not_done,
  (SELECT count(*) FROM wish_facts WHERE end_reason = 'unconfirmed') AS unconfirmed,
  (SELECT count(*) FROM wish_facts WHERE status = 'delivered') AS unconfirmed_yet
FROM live_entries
WHERE kind = 'wish' AND event = 'reopened'
