-- The entries that count: none that was annulled. `day` is the day it happened, `kind` the kind of record.
SELECT e.*, coalesce(e.happened_on, e.recorded_at::DATE) AS day,
  CASE substr(e.record, 1, 2) WHEN 'W-' THEN 'wish' WHEN 'A-' THEN 'action' WHEN 'D-' THEN 'deed' WHEN 'p:' THEN 'person' ELSE 'team' END AS kind
FROM entries e
ANTI JOIN (SELECT record, entry AS n FROM entries WHERE event = 'annulled') a USING (record, n)
