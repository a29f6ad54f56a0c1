-- shows: table
-- Each wish passed to someone else, and the last that was heard of it since.
SELECT w.ended_on AS referred_on, w.wish, w.category, w.community, w.end_to AS referral, w.end_reason AS reason,
  max(e.day) AS answered_on, max_by(e.note, e.n) AS answer, count(e.n) = 0 AS unanswered
FROM wish_facts w
JOIN live_entries r ON r.record = w.wish AND r.event = 'referred'
LEFT JOIN live_entries e ON e.record = w.wish AND e.event = 'answered' AND e.n > r.n
WHERE w.status = 'referred'
GROUP BY w.ended_on, w.wish, w.category, w.community, w.end_to, w.end_reason
ORDER BY w.ended_on, w.wish
