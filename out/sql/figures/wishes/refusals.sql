-- shows: table
-- Wishes that ended without being fulfilled, by how and why.
SELECT status, end_reason AS reason, count(*) AS wishes, max(ended_on) AS newest_on
FROM wish_facts
WHERE status IN ('declined', 'referred', 'closed', 'redirected', 'merged')
GROUP BY status, end_reason
ORDER BY wishes DESC, status, reason
