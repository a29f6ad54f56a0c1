-- shows: table
-- Every change of a budget after approval: how much, why, and who approved it.
SELECT day, record AS deed, line, fen, why, approved_by
FROM live_entries
WHERE kind = 'deed' AND event = 'varied'
ORDER BY day DESC, record, n
