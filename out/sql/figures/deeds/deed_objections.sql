-- shows: table
-- Objections to deeds while their result was shown, and the answers since.
SELECT o.day, o.record AS deed, o.why AS objection, min(a.day) AS answered_on, min_by(a.note, a.n) AS answer, count(a.n) = 0 AS unanswered
FROM live_entries o
LEFT JOIN live_entries a ON a.record = o.record AND a.event = 'answered' AND a.n > o.n AND (a.entry = o.n OR a.entry IS NULL)
WHERE o.kind = 'deed' AND o.event = 'objected'
GROUP BY o.day, o.record, o.n, o.why
ORDER BY o.day DESC, o.record, o.n
