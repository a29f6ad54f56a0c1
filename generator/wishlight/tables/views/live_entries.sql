-- The entries that count: none that was annulled. `day` is the day it happened; `behind` the person who held the post that day.
SELECT e.*, coalesce(e.happened_on, e.recorded_at::DATE) AS day,
  CASE substr(e.record, 1, 2) WHEN 'W-' THEN 'wish' WHEN 'A-' THEN 'action' WHEN 'D-' THEN 'deed' WHEN 'p:' THEN 'person' ELSE 'team' END AS kind,
  coalesce(h.person, e.actor) AS behind
FROM entries e
LEFT JOIN post_holders h ON h.post = e.actor
  AND coalesce(e.happened_on, e.recorded_at::DATE) BETWEEN h.since AND coalesce(h.until, DATE '9999-12-31')
WHERE NOT EXISTS (SELECT 1 FROM entries a WHERE a.record = e.record AND a.event = 'annulled' AND a.entry = e.n)
QUALIFY row_number() OVER (PARTITION BY e.record, e.n ORDER BY h.since, h.person) = 1
ORDER BY e.record, e.n
