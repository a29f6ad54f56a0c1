-- shows: table
-- Actions that were moved, cut short or called off, and why.
SELECT e.day, e.record AS action, e.event, e.why, s.status
FROM live_entries e JOIN action_states s ON s.action = e.record
WHERE e.kind = 'action' AND e.event IN ('rescheduled', 'postponed', 'cut_short', 'cancelled')
ORDER BY e.day DESC, e.record, e.n
