-- shows: table
-- Every correction on the board, the newest first: what was amended, annulled or redacted, and why.
SELECT recorded_at::DATE AS recorded_on, record, n, event, field, entry, coalesce(why, ground) AS why, actor
FROM entries
WHERE event IN ('amended', 'annulled', 'redacted')
ORDER BY recorded_at DESC, record, n
